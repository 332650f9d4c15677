/** The program's log in the window. */
@NullMarked
package dev.tidemark.desktop.log;

import org.jspecify.annotations.NullMarked;
