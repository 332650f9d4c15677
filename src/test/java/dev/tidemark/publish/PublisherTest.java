package dev.tidemark.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.consume.LogReader;
import dev.tidemark.consume.LogReader.Message;
import dev.tidemark.kafka.ClientSettings;
import dev.tidemark.kafka.Ledger;
import dev.tidemark.kafka.RowProducer;
import dev.tidemark.plan.TableName;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.Checksum;
import dev.tidemark.wire.End;
import dev.tidemark.wire.LedgerEntry;
import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.RunId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A publisher that was killed in the midst of a chunk is followed by one that publishes what is missing, and that once. */
@ExtendWith(SharedServers.class)
class PublisherTest {
    private final RunId run = RunId.at(Instant.now(), RandomGenerator.getDefault());

    @Test
    @Timeout(60)
    void killedPublisherIsFollowedByOneThatGoesOn(TestServers servers) throws IOException, InterruptedException {
        String topic = servers.freshTopic("rows", KilledPublisher.PARTITIONS);
        new Ledger(ClientSettings.of(servers.kafka())).create();
        killInTheMidst(servers, topic);
        AtomicLong published = new AtomicLong();
        Publisher publisher =
                new Publisher(servers.kafka(), run, KilledPublisher.AT_ONCE, KilledPublisher.BUFFER_BYTES);
        publisher.publish(List.of(KilledPublisher.rows(run, topic)), count(published));
        // Three chunks were in already; the two that were under way are published again.
        assertThat(published).hasValue(2L * KilledPublisher.ROWS);
        publisher.publish(List.of(KilledPublisher.rows(run, topic)), count(published));
        assertThat(published).hasValue(2L * KilledPublisher.ROWS);

        List<Message> log = LogReader.committed(servers.kafka(), topic);
        List<Message> rows = of(log, MessageKind.ROW);
        assertThat(rows)
                .extracting(Message::keyText)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, KilledPublisher.CHUNKS)
                        .boxed()
                        .flatMap(chunk ->
                                IntStream.range(0, KilledPublisher.ROWS).mapToObj(row -> chunk + "-" + row))
                        .toList());
        assertThat(rows).extracting(row -> row.headers().get("ce_id")).doesNotHaveDuplicates();
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.headers())
                        .containsAllEntriesOf(Map.of(
                                "tidemark.kind", "row",
                                "tidemark.table", "public.t",
                                "content-type", "application/json",
                                "ce_specversion", "1.0",
                                "ce_source", "/tidemark/shop/public/t",
                                "ce_type", "dev.tidemark.row",
                                "ce_time", "1970-01-01T00:00:00.000Z",
                                "ce_id", run + "-" + row.keyText())));
        assertThat(of(log, MessageKind.BEGIN)).hasSize(KilledPublisher.PARTITIONS);
        assertThat(of(log, MessageKind.END)).hasSize(KilledPublisher.PARTITIONS).allSatisfy(message -> {
            Checksum there = new Checksum();
            rows.stream()
                    .filter(row -> row.partition() == message.partition())
                    .forEach(row -> there.add(row.key(), row.value()));
            assertThat(End.parse(message.value()))
                    .isEqualTo(new End(run, KilledPublisher.TABLE, there.rows(), there.text()));
        });
    }

    @Test
    void whoWasTakenForDeadCanCommitNothingMore(TestServers servers) {
        String topic = servers.freshTopic("rows", KilledPublisher.PARTITIONS);
        Map<String, Object> client = ClientSettings.of(servers.kafka());
        new Ledger(client).create();
        AtomicLong published = new AtomicLong();
        try (RowProducer own = RowProducer.open(client, run, KilledPublisher.BUFFER_BYTES);
                RowProducer lane = RowProducer.lane(client, run, 0, KilledPublisher.BUFFER_BYTES)) {
            List<RowProducer> dead = List.of(own, lane);
            for (int i = 0; i < dead.size(); i++) {
                RowProducer producer = dead.get(i);
                producer.begin();
                producer.rows(KilledPublisher.TABLE, topic).send(0, null, new byte[] {'{', '}'});
                producer.enter(LedgerEntry.chunk(run, KilledPublisher.TABLE, i, List.of()));
            }
            new Publisher(servers.kafka(), run, KilledPublisher.AT_ONCE, KilledPublisher.BUFFER_BYTES)
                    .publish(List.of(KilledPublisher.rows(run, topic)), count(published));
            assertThat(dead)
                    .allSatisfy(producer -> assertThatThrownBy(producer::commit)
                            .satisfies(e -> assertThat(RowProducer.outrun(e)).isTrue()));
        }
        assertThat(published).hasValue((long) KilledPublisher.CHUNKS * KilledPublisher.ROWS);
        assertThat(of(LogReader.committed(servers.kafka(), topic), MessageKind.ROW))
                .hasSize(KilledPublisher.CHUNKS * KilledPublisher.ROWS);
    }

    private void killInTheMidst(TestServers servers, String topic) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledPublisher.class.getName(),
                        servers.kafka().bootstrapServers(),
                        topic,
                        run.value())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.lines().filter("stuck"::equals).limit(KilledPublisher.AT_ONCE))
                    .hasSize(KilledPublisher.AT_ONCE);
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static List<Message> of(List<Message> log, MessageKind kind) {
        return log.stream().filter(m -> m.kind().equals(Optional.of(kind))).toList();
    }

    private static PublishListener count(AtomicLong published) {
        return new PublishListener() {
            @Override
            public void published(TableName table, long rows) {
                published.addAndGet(rows);
            }

            @Override
            public void resumed(String reason) {}
        };
    }
}
