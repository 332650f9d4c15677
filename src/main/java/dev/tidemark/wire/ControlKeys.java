package dev.tidemark.wire;

import dev.tidemark.plan.TableName;

/** Keys of the messages that are not rows. Never null: compacted topics refuse that. */
public final class ControlKeys {
    private ControlKeys() {}

    /** Key of a run's marks and of the void that takes them back, so that compaction lets one replace the other. */
    public static String mark(RunId run) {
        return "tidemark:" + run;
    }

    /** Not the mark's own, so that compaction never lets one stand for the other. */
    public static String prepare(RunId run) {
        return "tidemark:" + run + ":prepare";
    }

    public static String begin(RunId run, TableName table) {
        return "tidemark:" + run + ":begin:" + table;
    }

    public static String end(RunId run, TableName table) {
        return "tidemark:" + run + ":end:" + table;
    }
}
