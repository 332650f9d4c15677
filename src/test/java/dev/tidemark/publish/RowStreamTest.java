package dev.tidemark.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.consume.LogReader;
import dev.tidemark.consume.LogReader.Message;
import dev.tidemark.kafka.ClientSettings;
import dev.tidemark.kafka.Ledger;
import dev.tidemark.plan.TableName;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.Begin;
import dev.tidemark.wire.Checksum;
import dev.tidemark.wire.End;
import dev.tidemark.wire.LedgerEntry.Share;
import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.RowOutlet;
import dev.tidemark.wire.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows that are published while they are read are in the log once, and count when their ends are there. */
@ExtendWith(SharedServers.class)
class RowStreamTest {
    private static final TableName TABLE = new TableName("public", "t");
    private static final int PARTITIONS = 3;
    private static final int ROWS = 50;

    private final RunId run = RunId.at(Instant.now(), RandomGenerator.getDefault());
    private final AtomicLong told = new AtomicLong();
    private final PublishListener listener = new PublishListener() {
        @Override
        public void published(TableName table, long rows) {
            told.addAndGet(rows);
        }

        @Override
        public void resumed(String reason) {}
    };
    private TestServers servers;
    private String topic;

    @BeforeEach
    void prepare(TestServers shared) {
        servers = shared;
        topic = shared.freshTopic("rows", PARTITIONS);
        new Ledger(ClientSettings.of(shared.kafka())).create();
    }

    private RowStream stream() {
        return new RowStream(
                servers.kafka(),
                run,
                "1-1",
                Map.of(TABLE, new RowStream.Route(topic, PARTITIONS, Optional.empty())),
                2,
                32L * 1024 * 1024,
                listener);
    }

    private static void fill(RowOutlet.Chunk chunk, int number) {
        for (int row = 0; row < ROWS; row++) {
            byte[] key = (number + "-" + row).getBytes(StandardCharsets.UTF_8);
            chunk.row(key, ("{\"row\":" + row + "}").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void publish(RowStream stream, int... numbers) {
        for (int number : numbers) {
            try (RowOutlet.Chunk chunk = stream.open(TABLE, number)) {
                fill(chunk, number);
                chunk.commit();
            }
        }
    }

    @Test
    void chunksThatAreOpenAtTheSameTimeAreIndependent() {
        try (RowStream stream = stream()) {
            stream.begin(Map.of(TABLE, List.of()));
            try (RowOutlet.Chunk one = stream.open(TABLE, 0);
                    RowOutlet.Chunk other = stream.open(TABLE, 1)) {
                fill(one, 0);
                fill(other, 1);
                other.commit();
            }
            assertThat(keys()).containsExactlyElementsOf(expected(1));
            publish(stream, 0);
        }
        assertThat(keys()).containsExactlyElementsOf(expected(0, 1));
        assertThat(told).hasValue(2 * ROWS);
    }

    @Test
    void chunkWhoseCommitWasNotAnsweredIsNotPublishedTwice() {
        try (RowStream stream = stream()) {
            stream.begin(Map.of(TABLE, List.of()));
            publish(stream, 0, 1);
            // A reader that was not told does it all again.
            publish(stream, 0);
        }
        assertThat(keys()).containsExactlyElementsOf(expected(0, 1));
    }

    @Test
    void endsSayWhatTheLedgerKnowsAndComeOnlyIfThatIsWhatWasRead() {
        try (RowStream stream = stream()) {
            stream.begin(Map.of(TABLE, List.of()));
            publish(stream, 0, 1, 2);
        }
        assertThat(messages(MessageKind.BEGIN)).hasSize(PARTITIONS);
        assertThat(messages(MessageKind.END)).isEmpty();
        Checksum all = new Checksum();
        messages(MessageKind.ROW).forEach(m -> all.add(m.key(), m.value()));
        Publisher publisher = new Publisher(servers.kafka(), run, 2, 8L * 1024 * 1024);
        assertThatThrownBy(() -> publisher.publish(List.of(table(new Share(all.rows() + 1, all.text()))), listener))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("rows-differ"));
        assertThat(messages(MessageKind.END)).isEmpty();
        publisher.publish(List.of(table(new Share(all.rows(), all.text()))), listener);
        assertThat(messages(MessageKind.BEGIN)).hasSize(PARTITIONS);
        List<Message> ends = messages(MessageKind.END);
        assertThat(ends).hasSize(PARTITIONS);
        for (Message message : ends) {
            Checksum partition = new Checksum();
            messages(MessageKind.ROW).stream()
                    .filter(m -> m.partition() == message.partition())
                    .forEach(m -> partition.add(m.key(), m.value()));
            assertThat(End.parse(message.value())).isEqualTo(new End(run, TABLE, partition.rows(), partition.text()));
        }
    }

    @Test
    void stoppedStreamTakesNothingMore() {
        RowStream stream = stream();
        stream.begin(Map.of(TABLE, List.of()));
        publish(stream, 0);
        RowOutlet.Chunk open = stream.open(TABLE, 1);
        fill(open, 1);
        stream.stop();
        assertThatThrownBy(open::commit).isInstanceOf(ProblemException.class);
        open.close();
        assertThatThrownBy(() -> stream.open(TABLE, 2)).isInstanceOf(ProblemException.class);
        assertThat(keys()).containsExactlyElementsOf(expected(0));
    }

    private RowsToPublish table(Share whole) {
        return new RowsToPublish(
                TABLE,
                topic,
                PARTITIONS,
                Optional.empty(),
                new Begin(run, TABLE, "1-1", List.of()),
                List.of(),
                Optional.of(whole));
    }

    private List<Message> messages(MessageKind kind) {
        return LogReader.committed(servers.kafka(), topic).stream()
                .filter(m -> m.kind().equals(Optional.of(kind)))
                .toList();
    }

    private List<String> keys() {
        return messages(MessageKind.ROW).stream().map(Message::keyText).sorted().toList();
    }

    private static List<String> expected(int... chunks) {
        return IntStream.of(chunks)
                .boxed()
                .flatMap(chunk -> IntStream.range(0, ROWS).mapToObj(row -> chunk + "-" + row))
                .sorted()
                .toList();
    }
}
