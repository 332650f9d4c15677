/** What the window remembers between two starts: its size and place, theme, zoom, connections, recent plans. */
@NullMarked
package dev.tidemark.desktop.memory;

import org.jspecify.annotations.NullMarked;
