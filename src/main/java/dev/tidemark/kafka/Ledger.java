package dev.tidemark.kafka;

import dev.tidemark.wire.LedgerEntry;
import dev.tidemark.wire.RunId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The topic that knows which chunks of which run are in the log. */
public final class Ledger {
    private static final TopicPartition PARTITION = new TopicPartition(LedgerEntry.TOPIC, 0);

    private final Map<String, Object> client;

    public Ledger(Map<String, Object> client) {
        this.client = Map.copyOf(client);
    }

    /** Makes the topic unless it is there. */
    public void create() {
        CompactedTopic.create(client, LedgerEntry.TOPIC);
    }

    /** What is in the log of a run, as far as it was committed. */
    public List<LedgerEntry> entries(RunId run) {
        List<LedgerEntry> entries = new ArrayList<>();
        new LogScan(client, "read_committed").read(Map.of(PARTITION, 0L), message -> {
            if (message.value() != null
                    && new String(message.key(), StandardCharsets.UTF_8).startsWith(LedgerEntry.prefix(run))) {
                entries.add(LedgerEntry.parse(message.value()));
            }
            return true;
        });
        return entries;
    }
}
