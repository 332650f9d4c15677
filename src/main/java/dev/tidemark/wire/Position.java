package dev.tidemark.wire;

/**
 * A place in the log.
 *
 * @param topic the topic's name
 * @param partition from 0
 * @param offset from 0
 */
public record Position(String topic, int partition, long offset) {}
