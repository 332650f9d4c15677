/** Pages 3 to 5: lock, export and mark, on one page. */
@NullMarked
package dev.tidemark.desktop.gate;

import org.jspecify.annotations.NullMarked;
