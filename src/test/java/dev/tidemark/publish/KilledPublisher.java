package dev.tidemark.publish;

import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.TableName;
import dev.tidemark.wire.Begin;
import dev.tidemark.wire.CloudEvent;
import dev.tidemark.wire.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** A program that publishes a run's chunks and gets stuck in the midst of the last ones, to be killed there. */
final class KilledPublisher {
    static final TableName TABLE = new TableName("public", "t");
    static final int PARTITIONS = 3;
    static final int CHUNKS = 5;
    static final int ROWS = 40;
    /** Those that are under way at once. */
    static final int AT_ONCE = 2;

    static final long BUFFER_BYTES = 8L * 1024 * 1024;
    private static final int FIRST_STUCK = CHUNKS - AT_ONCE;

    private KilledPublisher() {}

    static RowsToPublish rows(RunId run, String topic) {
        return rows(run, topic, CHUNKS);
    }

    private static RowsToPublish rows(RunId run, String topic, int firstStuck) {
        List<RowsToPublish.Chunk> chunks = IntStream.range(0, CHUNKS)
                .<RowsToPublish.Chunk>mapToObj(number -> sink -> {
                    for (int row = 0; row < ROWS; row++) {
                        if (number >= firstStuck && row == ROWS / 2) {
                            stay();
                        }
                        sink.row(
                                (number + "-" + row).getBytes(StandardCharsets.UTF_8),
                                ("{\"row\":" + row + "}").getBytes(StandardCharsets.UTF_8));
                    }
                })
                .toList();
        return new RowsToPublish(
                TABLE,
                topic,
                PARTITIONS,
                Optional.of(CloudEvent.of("shop", TABLE, Instant.EPOCH)),
                new Begin(run, TABLE, "1-1", List.of()),
                chunks,
                Optional.empty());
    }

    private static void stay() {
        System.out.println("stuck");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param args bootstrap servers, rows topic, run */
    public static void main(String[] args) {
        RunId run = new RunId(args[2]);
        new Publisher(KafkaAddress.of(args[0]), run, AT_ONCE, BUFFER_BYTES)
                .publish(List.of(rows(run, args[1], FIRST_STUCK)), new PublishListener() {
                    @Override
                    public void published(TableName table, long rows) {}

                    @Override
                    public void resumed(String reason) {}
                });
    }
}
