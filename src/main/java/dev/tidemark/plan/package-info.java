/** What the operator asked for: immutable records and their YAML file. */
@NullMarked
package dev.tidemark.plan;

import org.jspecify.annotations.NullMarked;
