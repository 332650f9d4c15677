/** The same work as in the window, from a terminal. */
@NullMarked
package dev.tidemark.command;

import org.jspecify.annotations.NullMarked;
