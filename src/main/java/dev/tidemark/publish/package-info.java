/** Puts the staged rows into their topics, exactly once. */
@NullMarked
package dev.tidemark.publish;

import org.jspecify.annotations.NullMarked;
