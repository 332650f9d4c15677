/** The window's texts and figures, in the language it was opened in. */
@NullMarked
package dev.tidemark.desktop.text;

import org.jspecify.annotations.NullMarked;
