package dev.tidemark.kafka;

import java.time.Duration;

/**
 * What the Kafka cluster says of itself.
 *
 * @param clusterId its id
 * @param brokers how many are alive
 * @param latency of one round trip
 */
public record ClusterFacts(String clusterId, int brokers, Duration latency) {}
