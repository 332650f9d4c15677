package dev.tidemark.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A partition that a mark goes to.
 *
 * @param topic the topic's name
 * @param partition from 0
 */
public record Place(String topic, int partition) {

    /** All partitions of some topics, by name and number of partitions. */
    public static List<Place> all(Map<String, Integer> partitions) {
        List<Place> places = new ArrayList<>();
        new TreeMap<>(partitions).forEach((topic, count) -> {
            for (int partition = 0; partition < count; partition++) {
                places.add(new Place(topic, partition));
            }
        });
        return places;
    }
}
