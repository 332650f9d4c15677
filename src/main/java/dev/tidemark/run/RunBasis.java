package dev.tidemark.run;

import dev.tidemark.journal.RunFolder;
import dev.tidemark.kafka.RowProducer;
import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.ReadPlan.Mode;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.read.Stage;
import dev.tidemark.wire.Mark;
import dev.tidemark.wire.RunId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * What it takes to publish a run's staged rows or to withdraw its marks: enough to go on with a run that another program
 * left behind, without its database.
 *
 * @param run the run's id
 * @param plan the plan
 * @param eventPartitions each event topic's number of partitions
 * @param folder the run's own folder
 */
record RunBasis(RunId run, Plan plan, Map<String, Integer> eventPartitions, RunFolder folder) {
    /** More would be waiting for each other. */
    private static final int MOST_PUBLISHERS = 4;

    private static final long FEWEST_BUFFER_BYTES = 8L * 1024 * 1024;

    RunBasis {
        eventPartitions = Map.copyOf(eventPartitions);
    }

    /** How many partitions a table's rows topic has, or will have: as many as its event topic, which was checked. */
    int partitions(TablePlan table) {
        return eventPartitions.getOrDefault(table.eventTopic(), 1);
    }

    /**
     * Every partition in which somebody may look for the run: those of the event topics, or that of the marks beside them.
     *
     * @param rows whether there may be rows in the log, and so those of the rows topics too
     */
    Map<String, Integer> partitions(boolean rows) {
        Map<String, Integer> partitions = new HashMap<>(sideBand() ? Map.of(Mark.SIDE_BAND_TOPIC, 1) : eventPartitions);
        if (rows) {
            plan.tables().forEach(t -> partitions.put(t.rowsTopic(), partitions(t)));
        }
        return partitions;
    }

    /** Whether nothing is written to the event topics. */
    boolean sideBand() {
        return plan.gate().marks() == GatePlan.Placement.SIDE_BAND;
    }

    /**
     * How many of a run's producers work at once: one for each reader, and while rows are streamed another one that commits
     * meanwhile. The same for whoever goes on with the run.
     */
    int producers() {
        return streamed() ? 2 * plan.read().readers() : Math.min(plan.read().readers(), MOST_PUBLISHERS);
    }

    /** How much memory each of them may take. */
    long bufferBytes() {
        return Math.max(FEWEST_BUFFER_BYTES, RowProducer.BUFFER_BYTES / producers());
    }

    boolean streamed() {
        return plan.read().mode() == Mode.STREAMED;
    }

    /** The same for another run. */
    RunBasis as(RunId other) {
        return new RunBasis(
                other, plan, eventPartitions, new RunFolder(folder.path().resolveSibling(other.value())));
    }

    /** Where all that happens in the run will come together. */
    RunHub hub(Map<TableName, Long> rowsExpected) {
        int marks =
                eventPartitions.values().stream().mapToInt(Integer::intValue).sum();
        return new RunHub(new RunTally(run, plan, rowsExpected, marks, Clock.systemUTC()), run.value());
    }

    /** Where the rows are staged: where the plan wants it, or in the run's folder. */
    Path stage() {
        return plan.read().stage().map(path -> path.resolve(run.value())).orElse(folder.stage());
    }

    dev.tidemark.read.Stage staged() {
        return new Stage(stage());
    }
}
