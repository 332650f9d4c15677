/** Tidemark: planned backfills from PostgreSQL into Kafka, marked at an exact place in the log. */
@NullMarked
package dev.tidemark;

import org.jspecify.annotations.NullMarked;
