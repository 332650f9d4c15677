package dev.tidemark.read;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A part of a table that one COPY reads.
 *
 * @param number within its table, from 0
 * @param range its blocks; empty for all rows there are
 * @param blocks how many these are, over all partitions
 */
record Chunk(int number, Optional<Range> range, long blocks) {

    /**
     * Blocks of the table, or of each of its partitions.
     *
     * @param first from 0
     * @param end the first that is not in it any more; empty where it goes on to the table's end, wherever that is by then
     */
    record Range(long first, OptionalLong end) {
        String condition() {
            String from = "ctid >= '(" + first + ",0)'::pg_catalog.tid";
            return end.isEmpty() ? from : from + " AND ctid < '(" + end.getAsLong() + ",0)'::pg_catalog.tid";
        }
    }
}
