package dev.tidemark.kafka;

import dev.tidemark.plan.TableName;
import dev.tidemark.wire.Checksum;
import dev.tidemark.wire.ControlKeys;
import dev.tidemark.wire.End;
import dev.tidemark.wire.HeaderNames;
import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads back what of one run a {@code read_committed} consumer sees, and keeps only counts and checksums of it. */
public final class RunReadBack {
    private static final long PATIENCE_SECONDS = 30;

    private final Map<String, Object> client;
    private final RunId run;
    private final Map<TableName, String> begins = new HashMap<>();
    private final Map<TableName, String> ends = new HashMap<>();

    /**
     * What stands in one partition.
     *
     * @param marks how many marks of the run
     * @param voids how many voids
     * @param open whether a mark has no void behind it
     * @param tables the tables of which there is something
     */
    public record Content(int marks, int voids, boolean open, Map<TableName, Rows> tables) {
        public static final Content NOTHING = new Content(0, 0, false, Map.of());

        public Content {
            tables = Map.copyOf(tables);
        }
    }

    /**
     * A table's rows in one partition.
     *
     * @param begins how many
     * @param ends how many
     * @param rows how many stand between the first begin and the first end
     * @param checksum {@link Checksum#text()} of these
     * @param outside how many stand elsewhere
     * @param end what the first end says
     */
    public record Rows(int begins, int ends, long rows, String checksum, long outside, Optional<End> end) {
        public static final Rows NONE = new Rows(0, 0, 0, new Checksum().text(), 0, Optional.empty());
    }

    /**
     * @param client the cluster's client settings
     * @param run the run to look for
     * @param tables its tables
     */
    public RunReadBack(Map<String, Object> client, RunId run, List<TableName> tables) {
        this.client = Map.copyOf(client);
        this.run = run;
        tables.forEach(table -> {
            begins.put(table, ControlKeys.begin(run, table));
            ends.put(table, ControlKeys.end(run, table));
        });
    }

    /**
     * Reads up to the present ends. Throws a KafkaException if the cluster doesn't answer.
     *
     * @param partitions each topic's number of partitions
     * @param since messages before that are left out, by their own time
     * @param seen told now and then how many messages were read
     */
    public Map<Place, Content> read(Map<String, Integer> partitions, Instant since, LongConsumer seen) {
        Map<TopicPartition, Long> from = offsets(partitions, since);
        Map<TopicPartition, Tally> tallies = new HashMap<>();
        from.keySet().forEach(partition -> tallies.put(partition, new Tally()));
        long[] count = {0};
        if (!from.isEmpty()) {
            new LogScan(client, "read_committed").read(from, message -> {
                Tally tally = tallies.get(new TopicPartition(message.topic(), message.partition()));
                if (tally != null && header(message, HeaderNames.RUN).equals(run.value())) {
                    tally.take(message);
                }
                seen.accept(++count[0]);
                return true;
            });
        }
        Map<Place, Content> contents = new HashMap<>();
        Place.all(partitions).forEach(place -> {
            Tally tally = tallies.get(new TopicPartition(place.topic(), place.partition()));
            contents.put(place, tally == null ? Content.NOTHING : tally.content());
        });
        return contents;
    }

    /** Where to begin; partitions with nothing since then are left out. */
    private Map<TopicPartition, Long> offsets(Map<String, Integer> partitions, Instant since) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        Place.all(partitions)
                .forEach(place -> wanted.put(
                        new TopicPartition(place.topic(), place.partition()),
                        OffsetSpec.forTimestamp(since.toEpochMilli())));
        try (Admin admin = Admin.create(client)) {
            Map<TopicPartition, Long> from = new HashMap<>();
            for (Map.Entry<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> offset : admin.listOffsets(wanted)
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .entrySet()) {
                if (offset.getValue().offset() >= 0) {
                    from.put(offset.getKey(), offset.getValue().offset());
                }
            }
            return from;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    /** Empty where there is none. */
    private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** One partition, message by message. */
    private final class Tally {
        private final Map<TableName, RowTally> tables = new HashMap<>();
        private int marks;
        private int voids;
        private boolean open;

        void take(ConsumerRecord<byte[], byte[]> message) {
            String kind = header(message, HeaderNames.KIND);
            if (kind.equals(MessageKind.MARK.text())) {
                marks++;
                open = true;
            } else if (kind.equals(MessageKind.VOID.text())) {
                voids++;
                open = false;
            } else if (kind.equals(MessageKind.ROW.text())) {
                table(TableName.parse(header(message, HeaderNames.TABLE))).row(message);
            } else if (kind.equals(MessageKind.BEGIN.text()) || kind.equals(MessageKind.END.text())) {
                String key = new String(message.key(), StandardCharsets.UTF_8);
                begins.forEach((table, begin) -> {
                    if (key.equals(begin)) {
                        table(table).begins++;
                    }
                });
                ends.forEach((table, end) -> {
                    if (key.equals(end)) {
                        table(table).end(End.parse(message.value()));
                    }
                });
            }
        }

        private RowTally table(TableName table) {
            return tables.computeIfAbsent(table, _ -> new RowTally());
        }

        Content content() {
            Map<TableName, Rows> rows = new HashMap<>();
            tables.forEach((table, tally) -> rows.put(table, tally.rows()));
            return new Content(marks, voids, open, rows);
        }
    }

    /** One table in one partition. */
    private static final class RowTally {
        private final Checksum checksum = new Checksum();
        private int begins;
        private int ends;
        private long outside;
        private Optional<End> end = Optional.empty();

        void row(ConsumerRecord<byte[], byte[]> message) {
            if (begins > 0 && ends == 0) {
                checksum.add(message.key(), message.value());
            } else {
                outside++;
            }
        }

        void end(End said) {
            ends++;
            end = end.or(() -> Optional.of(said));
        }

        Rows rows() {
            return new Rows(begins, ends, checksum.rows(), checksum.text(), outside, end);
        }
    }
}
