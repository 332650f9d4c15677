package dev.tidemark.walkthrough.psql;

import java.util.Optional;

/** What became of something that was typed. */
public sealed interface Outcome {
    /** In a few words, for people. */
    String words();

    /**
     * @param tag the command tag; empty where a backslash command gives none
     * @param rows if there were any
     */
    record Done(String tag, Optional<ResultRows> rows) implements Outcome {
        public static final Done QUIETLY = new Done("", Optional.empty());

        @Override
        public String words() {
            return rows.map(r -> AlignedTable.count(r.rows().size())).orElse(tag.isEmpty() ? "done" : tag);
        }
    }

    /**
     * @param sqlState five letters or digits; empty where it was not the server that refused
     * @param message what it said
     */
    record Failed(String sqlState, String message) implements Outcome {
        @Override
        public String words() {
            return sqlState.isEmpty() ? message : "error " + sqlState + " (" + message + ")";
        }
    }

    /** The connection is gone, or there was none. */
    record Gone(String message) implements Outcome {
        @Override
        public String words() {
            return "the connection is gone";
        }
    }

    /** The statement isn't finished: no semicolon yet, or an open quote. */
    record Unfinished() implements Outcome {
        @Override
        public String words() {
            return "an unfinished statement";
        }
    }
}
