package dev.tidemark.bench;

/**
 * What {@link ReadBench} is to measure.
 *
 * @param rows how many rows the table has, at least 1
 * @param readers how many sessions read at once
 * @param staged whether staged runs are measured
 * @param streamed whether streamed runs are measured
 */
public record ReadBenchOptions(long rows, int readers, boolean staged, boolean streamed) {}
