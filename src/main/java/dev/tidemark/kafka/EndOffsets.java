package dev.tidemark.kafka;

import dev.tidemark.wire.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Where some topics end, asked again and again on connections that stay open. What a producer with {@code acks=all} has
 * been told is written lies before this: it is told so when the high watermark, which is what a partition's end is to
 * whoever reads, has passed it. Messages of transactions that are still open lie before it, too.
 */
public final class EndOffsets implements AutoCloseable {
    private final Admin admin;
    private final List<Place> places;
    private final Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();

    private EndOffsets(Admin admin, List<Place> places) {
        this.admin = admin;
        this.places = List.copyOf(places);
        places.forEach(place -> wanted.put(partition(place), OffsetSpec.latest()));
    }

    /**
     * @param client the cluster's client settings
     * @param partitions each topic's number of partitions
     */
    public static EndOffsets open(Map<String, Object> client, Map<String, Integer> partitions) {
        return new EndOffsets(Admin.create(client), Place.all(partitions));
    }

    private static TopicPartition partition(Place place) {
        return new TopicPartition(place.topic(), place.partition());
    }

    /** The offset that the next message of each partition gets, by topic and partition; fails if one can't be told. */
    public CompletableFuture<List<Position>> read() {
        ListOffsetsResult result = admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED));
        return result.all()
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(offsets -> places.stream()
                        .map(place -> new Position(
                                place.topic(),
                                place.partition(),
                                Objects.requireNonNull(offsets.get(partition(place)))
                                        .offset()))
                        .toList());
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
