package dev.tidemark.desktop.state;

import dev.tidemark.kafka.TopicInfo;
import dev.tidemark.postgres.TableInfo;
import java.util.List;

/**
 * What there is to choose from.
 *
 * @param tables all that the role can see
 * @param topics all but internal ones
 */
public record Catalog(List<TableInfo> tables, List<TopicInfo> topics) {
    public static final Catalog EMPTY = new Catalog(List.of(), List.of());

    public Catalog {
        tables = List.copyOf(tables);
        topics = List.copyOf(topics);
    }

    /** A topic's partitions; 0 if it is not there. */
    public int partitions(String topic) {
        return topics.stream()
                .filter(t -> t.name().equals(topic))
                .mapToInt(TopicInfo::partitions)
                .findFirst()
                .orElse(0);
    }
}
