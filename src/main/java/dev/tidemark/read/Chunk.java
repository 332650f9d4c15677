package dev.tidemark.read;

import dev.tidemark.plan.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A part of a table that one COPY reads.
 *
 * @param number within its table, from 0
 * @param range which rows; empty for all that there are
 * @param blocks how many blocks these are, over all partitions; for a range of keys about how many
 */
record Chunk(int number, Optional<? extends Range> range, long blocks) {

    /** Some of a table's rows. */
    sealed interface Range {
        /** As an SQL condition. */
        String condition();
    }

    /**
     * Blocks of the table, or of each of its partitions.
     *
     * @param first from 0
     * @param end the first that is not in it any more; empty where it goes on to the table's end, wherever that is by then
     */
    record Blocks(long first, OptionalLong end) implements Range {
        @Override
        public String condition() {
            String from = "ctid OPERATOR(pg_catalog.>=) '(" + first + ",0)'::pg_catalog.tid";
            return end.isEmpty()
                    ? from
                    : from + " AND ctid OPERATOR(pg_catalog.<) '(" + end.getAsLong() + ",0)'::pg_catalog.tid";
        }
    }

    /**
     * Keys of the table. One of the two bounds is there.
     *
     * @param column that all rows have a value in
     * @param from the first key, as text
     * @param end the first that is not in it any more
     */
    record Keys(TableColumn column, Optional<String> from, Optional<String> end) implements Range {
        @Override
        public String condition() {
            List<String> bounds = new ArrayList<>();
            from.ifPresent(key -> bounds.add(bound(">=", key)));
            end.ifPresent(key -> bounds.add(bound("<", key)));
            return String.join(" AND ", bounds);
        }

        private String bound(String operator, String key) {
            return TableName.quote(column.name()) + " " + operator + " '" + key.replace("'", "''") + "'::"
                    + column.type();
        }
    }
}
