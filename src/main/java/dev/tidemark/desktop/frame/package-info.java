/** The frame around the pages: top bar, step rail, bottom bar, session drawer. */
@NullMarked
package dev.tidemark.desktop.frame;

import org.jspecify.annotations.NullMarked;
