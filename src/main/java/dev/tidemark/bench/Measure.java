package dev.tidemark.bench;

import java.time.Duration;

/**
 * What one way of working took.
 *
 * @param way which
 * @param rows how many rows went through
 * @param took from the first to the last
 * @param used what the processes used meanwhile
 */
public record Measure(Way way, long rows, Duration took, Usage used) {

    /** The ways that are compared. */
    public enum Way {
        /** The server's rows as COPY BINARY sends them, thrown away: nothing that reads can be faster. */
        COPY("COPY BINARY to nowhere"),
        /** The same messages again and again from memory: nothing that publishes can be faster. */
        PRODUCER("the producer alone, the same messages"),
        /** What most people would write first: ResultSet, a tree of JSON, a producer with its defaults. */
        PLAIN("plain: ResultSet, JSON tree, default producer"),
        /** COPY BINARY, decoded, into a tuned producer; no chunks, checksums, ledger or transactions. */
        LOOP("by hand: COPY, decode, send, nothing else"),
        /** A run's read into files. */
        STAGED("Tidemark staged: read into files"),
        /** The commit of a staged run. */
        PUBLISHED("Tidemark staged: published from the files"),
        /** A run whose rows go to Kafka while they are read, up to its commit. */
        STREAMED("Tidemark streamed: end to end");

        private final String words;

        Way(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /**
     * Processor time, and the most memory that was resident at once; zero where the system doesn't tell.
     *
     * @param client this process
     * @param postgres all of the server's processes
     * @param kafka the broker
     * @param peakBytes of this process
     */
    public record Usage(Duration client, Duration postgres, Duration kafka, long peakBytes) {
        Usage plus(Usage other) {
            return new Usage(
                    client.plus(other.client),
                    postgres.plus(other.postgres),
                    kafka.plus(other.kafka),
                    Math.max(peakBytes, other.peakBytes));
        }
    }

    public double rowsPerSecond() {
        return rows * 1e9 / Math.max(1, took.toNanos());
    }
}
