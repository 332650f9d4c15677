/** The runs of this program so far. */
@NullMarked
package dev.tidemark.desktop.history;

import org.jspecify.annotations.NullMarked;
