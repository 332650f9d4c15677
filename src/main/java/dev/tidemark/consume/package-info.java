/** What a consuming service does with events, marks and backfilled rows. */
@NullMarked
package dev.tidemark.consume;

import org.jspecify.annotations.NullMarked;
