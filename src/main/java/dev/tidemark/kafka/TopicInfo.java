package dev.tidemark.kafka;

/**
 * A topic.
 *
 * @param name its name
 * @param partitions how many
 */
public record TopicInfo(String name, int partitions) {}
