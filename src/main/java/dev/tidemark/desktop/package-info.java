/** The window: composition by hand, the application and the way in. */
@NullMarked
package dev.tidemark.desktop;

import org.jspecify.annotations.NullMarked;
