package dev.tidemark.run;

import dev.tidemark.gate.GateOrder;
import dev.tidemark.gate.Verdict;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a checked plan needs to be carried out.
 *
 * @param basis the run itself
 * @param login the database
 * @param server what the database server is
 * @param tables what the catalog says of each table of the plan
 * @param cluster the Kafka cluster; the caller's to close
 * @param locks looks at lock waits; the run's to close
 * @param verdicts what the checks found
 */
record BackfillSetup(
        RunBasis basis,
        Login login,
        ServerFacts server,
        Map<TableName, TableInfo> tables,
        Cluster cluster,
        LockWatch locks,
        List<Verdict> verdicts) {

    BackfillSetup {
        tables = Map.copyOf(tables);
        verdicts = List.copyOf(verdicts);
    }

    /** The same for another run. */
    BackfillSetup as(RunId other) {
        return new BackfillSetup(basis.as(other), login, server, tables, cluster, locks, verdicts);
    }

    RunId run() {
        return basis.run();
    }

    Plan plan() {
        return basis.plan();
    }

    /** Where each event topic ends. */
    Map<String, Map<Integer, Long>> positions() {
        Map<String, Map<Integer, Long>> ends = new HashMap<>();
        plan().eventTopics().forEach(topic -> ends.put(topic, cluster.endOffsets(topic)));
        return ends;
    }

    /** Makes the rows topics that don't exist, with as many partitions as their event topics. */
    void createRowsTopics() {
        List<String> names = plan().tables().stream().map(TablePlan::rowsTopic).toList();
        Set<String> there = new HashSet<>(cluster.topics(names).keySet());
        for (TablePlan table : plan().tables()) {
            if (there.add(table.rowsTopic())) {
                cluster.createTopic(table.rowsTopic(), basis.partitions(table), table.eventTopic());
            }
        }
    }

    /** Where all that happens in the run will come together. */
    RunHub hub() {
        return basis.hub(tables.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().estimatedRows())));
    }

    GateOrder gateOrder() {
        return new GateOrder(
                run(),
                plan().gate(),
                login,
                server,
                plan().kafka(),
                plan().tables().stream()
                        .map(t -> new MarkedTable(t.table(), t.rowsTopic()))
                        .toList(),
                basis.eventPartitions(),
                plan().read().readers());
    }

    List<Long> tableOids() {
        return tables.values().stream().map(TableInfo::oid).toList();
    }
}
