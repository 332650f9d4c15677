package dev.tidemark.kafka;

import dev.tidemark.wire.ControlKeys;
import dev.tidemark.wire.RunId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.TopicPartition;

/** Looks through the event topics for a run's marks, visible or not. */
public final class MarkSearch {
    private final Map<String, Object> client;

    public MarkSearch(Map<String, Object> client) {
        this.client = Map.copyOf(client);
    }

    /**
     * Whether a consumer may have seen a mark of this run, or a void: also one that reads uncommitted messages.
     *
     * @param from where to begin in each topic's partitions, by topic and partition
     */
    public boolean finds(RunId run, Map<String, Map<Integer, Long>> from) {
        byte[] key = ControlKeys.mark(run).getBytes(StandardCharsets.UTF_8);
        Map<TopicPartition, Long> starts = new HashMap<>();
        from.forEach((topic, offsets) ->
                offsets.forEach((partition, offset) -> starts.put(new TopicPartition(topic, partition), offset)));
        AtomicBoolean found = new AtomicBoolean();
        new LogScan(client, "read_uncommitted").read(starts, message -> {
            found.set(Arrays.equals(message.key(), key));
            return !found.get();
        });
        return found.get();
    }
}
