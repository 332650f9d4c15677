/** Reads the snapshot: readers, chunks, decoding, staging files, preview. */
@NullMarked
package dev.tidemark.read;

import org.jspecify.annotations.NullMarked;
