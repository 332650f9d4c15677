/** What the frame and the pages agree on: which pages there are, and what each puts into the bottom bar. */
@NullMarked
package dev.tidemark.desktop.page;

import org.jspecify.annotations.NullMarked;
