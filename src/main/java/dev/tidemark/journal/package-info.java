/** What a run keeps on this computer: its folder, its journal, and who owns it. */
@NullMarked
package dev.tidemark.journal;

import org.jspecify.annotations.NullMarked;
