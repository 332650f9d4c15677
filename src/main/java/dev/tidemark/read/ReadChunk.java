package dev.tidemark.read;

/**
 * A chunk that is read to its end.
 *
 * @param number within its table
 * @param rows how many
 * @param bytes of these as COPY sent them
 * @param checksum {@link dev.tidemark.wire.Checksum#text()} of the rows' keys and values
 */
record ReadChunk(int number, long rows, long bytes, String checksum) {}
