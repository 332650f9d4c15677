package dev.tidemark.gate;

import dev.tidemark.kafka.ClientSettings;
import dev.tidemark.kafka.EndOffsets;
import dev.tidemark.kafka.KafkaProblems;
import dev.tidemark.problem.Problem;
import dev.tidemark.wire.Position;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Waits until nothing has come into the event topics for a while. An observation: an application that is slower than that
 * once is not caught.
 */
final class QuietTopics implements Draining {
    private static final int LOOKS = 10;
    private static final Duration SHORTEST = Duration.ofMillis(5);

    private final EndOffsets ends;
    private final Duration quiet;
    private final GateOrder order;

    private QuietTopics(EndOffsets ends, Duration quiet, GateOrder order) {
        this.ends = ends;
        this.quiet = quiet;
        this.order = order;
    }

    /** Connects, and looks once. */
    static QuietTopics open(GateOrder order, Duration quiet) {
        try {
            QuietTopics topics = new QuietTopics(
                    EndOffsets.open(ClientSettings.of(order.kafka()), order.partitions()), quiet, order);
            try {
                topics.ends.read().join();
                return topics;
            } catch (RuntimeException e) {
                topics.close();
                throw e;
            }
        } catch (RuntimeException e) {
            throw KafkaProblems.of(e, order.kafka()).asException(e);
        }
    }

    @Override
    public Drained await(CompletableFuture<Problem> abandoned) throws InterruptedException, ExecutionException {
        Duration between = quiet.dividedBy(LOOKS).compareTo(SHORTEST) < 0 ? SHORTEST : quiet.dividedBy(LOOKS);
        List<Position> last = read(abandoned);
        // What is there may have come only just now.
        long since = System.nanoTime();
        while (true) {
            Pause.unless(abandoned, between);
            // Before it is asked, since the answer may be as old as the question.
            long asked = System.nanoTime();
            List<Position> now = read(abandoned);
            if (!now.equals(last)) {
                last = now;
                since = System.nanoTime();
            } else if (asked - since >= quiet.toNanos()) {
                return new Drained(false, "event topics quiet for " + quiet.toMillis() + " ms");
            }
        }
    }

    private List<Position> read(CompletableFuture<Problem> abandoned) throws InterruptedException, ExecutionException {
        CompletableFuture<List<Position>> read = ends.read();
        CompletableFuture.anyOf(read, abandoned).get();
        if (abandoned.isDone()) {
            throw abandoned.join().asException();
        }
        try {
            return read.get();
        } catch (ExecutionException e) {
            throw KafkaProblems.of(e, order.kafka()).asException(e);
        }
    }

    @Override
    public void close() {
        ends.close();
    }
}
