/** Kafka as the rest needs it: cluster facts, the marks' and the rows' producers, errors in plain words. */
@NullMarked
package dev.tidemark.kafka;

import org.jspecify.annotations.NullMarked;
