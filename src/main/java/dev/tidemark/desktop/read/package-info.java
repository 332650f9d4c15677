/** Page 6: the read and a preview of it. */
@NullMarked
package dev.tidemark.desktop.read;

import org.jspecify.annotations.NullMarked;
