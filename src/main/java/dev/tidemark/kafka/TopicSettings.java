package dev.tidemark.kafka;

/**
 * How a topic keeps its messages.
 *
 * @param maxMessageBytes the largest batch, and so the largest message, that it takes
 * @param cleanupPolicy {@code delete}, {@code compact} or both
 * @param replication how many brokers keep each partition
 */
public record TopicSettings(int maxMessageBytes, String cleanupPolicy, int replication) {}
