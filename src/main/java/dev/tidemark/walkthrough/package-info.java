/** The method as lessons in three psql-like sessions, with the log below. Knows nothing of windows. */
@NullMarked
package dev.tidemark.walkthrough;

import org.jspecify.annotations.NullMarked;
