package dev.tidemark.wire;

import dev.tidemark.plan.TableName;
import java.util.List;
import java.util.Map;

/**
 * Takes a run's rows while they are read, chunk by chunk: each chunk as a whole, once, or not at all. Any thread may open a
 * chunk; one thread fills it, while others fill others.
 */
public interface RowOutlet {
    /** Says what is in each table's rows; once, before the first chunk. */
    void begin(Map<TableName, List<Begin.Column>> columns);

    /**
     * Opens a chunk.
     *
     * @param number within its table; the same number always has the same rows
     */
    Chunk open(TableName table, int number);

    /** Gives up what is open, at once; whoever is at work with it gets an exception. From any thread. */
    void stop();

    /** A chunk being filled. All its methods may throw {@link HeldUpException} or a ProblemException. */
    interface Chunk extends RowSink, AutoCloseable {
        /** Keeps all rows that were given. */
        void commit();

        /** Takes back what was not kept. */
        @Override
        void close();
    }

    /** It doesn't go on now; the chunk can be opened and filled once more a little later. */
    final class HeldUpException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** @param reason for people */
        public HeldUpException(String reason, Throwable cause) {
            super(reason, cause);
        }
    }
}
