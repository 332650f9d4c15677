package dev.tidemark.run;

import dev.tidemark.gate.GateOrder;
import dev.tidemark.kafka.Cluster;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.LockWatch;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.ServerFacts;
import dev.tidemark.postgres.TableInfo;
import dev.tidemark.wire.Mark.MarkedTable;
import dev.tidemark.wire.RunId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a checked plan needs to be carried out.
 *
 * @param run the run's id
 * @param plan the plan
 * @param login the database
 * @param server what the database server is
 * @param tables what the catalog says of each table of the plan
 * @param eventPartitions each event topic's number of partitions
 * @param cluster the Kafka cluster; the caller's to close
 * @param locks looks at lock waits; the run's to close
 * @param folder the run's own folder, for its staged rows
 */
record BackfillSetup(
        RunId run,
        Plan plan,
        Login login,
        ServerFacts server,
        Map<TableName, TableInfo> tables,
        Map<String, Integer> eventPartitions,
        Cluster cluster,
        LockWatch locks,
        Path folder) {

    BackfillSetup {
        tables = Map.copyOf(tables);
        eventPartitions = Map.copyOf(eventPartitions);
    }

    /** The same for another run. */
    BackfillSetup as(RunId other) {
        return new BackfillSetup(
                other,
                plan,
                login,
                server,
                tables,
                eventPartitions,
                cluster,
                locks,
                folder.resolveSibling(other.value()));
    }

    /** How many partitions a table's rows topic has, or will have: as many as its event topic, which was checked. */
    int partitions(TablePlan table) {
        return eventPartitions.getOrDefault(table.eventTopic(), 1);
    }

    /** Makes the rows topics that don't exist, with as many partitions as their event topics. */
    void createRowsTopics() {
        List<String> names = plan.tables().stream().map(TablePlan::rowsTopic).toList();
        Set<String> there = new HashSet<>(cluster.topics(names).keySet());
        for (TablePlan table : plan.tables()) {
            if (there.add(table.rowsTopic())) {
                cluster.createTopic(table.rowsTopic(), partitions(table), table.eventTopic());
            }
        }
    }

    /** Where all that happens in the run will come together. */
    RunHub hub() {
        int marks =
                eventPartitions.values().stream().mapToInt(Integer::intValue).sum();
        Map<TableName, Long> rows = tables.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().estimatedRows()));
        return new RunHub(new RunTally(run, plan, rows, marks, Clock.systemUTC()), run.value());
    }

    GateOrder gateOrder() {
        return new GateOrder(
                run,
                plan.gate(),
                login,
                server,
                plan.kafka(),
                plan.tables().stream()
                        .map(t -> new MarkedTable(t.table(), t.rowsTopic()))
                        .toList(),
                eventPartitions,
                plan.read().readers());
    }

    List<Long> tableOids() {
        return tables.values().stream().map(TableInfo::oid).toList();
    }
}
