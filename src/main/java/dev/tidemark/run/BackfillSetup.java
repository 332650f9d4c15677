package dev.tidemark.run;

import dev.tidemark.gate.GateOrder;
import dev.tidemark.gate.Verdict;
import dev.tidemark.kafka.Cluster;
import dev.tidemark.kafka.RowLimit;
import dev.tidemark.kafka.RowProducer;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.LockWatch;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.ServerFacts;
import dev.tidemark.postgres.TableInfo;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.wire.Mark.MarkedTable;
import dev.tidemark.wire.RunId;
import java.time.Instant;
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
 * @param pool of connections for looking on; the caller's to close
 * @param locks looks at lock waits; the run's to close
 * @param verdicts what the checks found
 */
record BackfillSetup(
        RunBasis basis,
        Login login,
        ServerFacts server,
        Map<TableName, TableInfo> tables,
        Cluster cluster,
        WatchPool pool,
        LockWatch locks,
        List<Verdict> verdicts) {

    BackfillSetup {
        tables = Map.copyOf(tables);
        verdicts = List.copyOf(verdicts);
    }

    /** The same for another run. */
    BackfillSetup as(RunId other) {
        return new BackfillSetup(basis.as(other), login, server, tables, cluster, pool, locks, verdicts);
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

    /** How many bytes a row's key and value may have together, so that its rows topic takes them. */
    Map<TableName, RowLimit> longestRows() {
        Set<String> there = cluster.topics(rowsTopics()).keySet();
        return plan().tables().stream().collect(Collectors.toMap(TablePlan::table, t -> {
            // A topic that is to be made takes after the event topic.
            String topic = there.contains(t.rowsTopic()) ? t.rowsTopic() : t.eventTopic();
            return RowProducer.longestRow(
                    cluster.settings(topic).maxMessageBytes(),
                    basis.bufferBytes(),
                    run(),
                    t.table(),
                    Envelopes.cloudEvent(plan(), t, Instant.EPOCH));
        }));
    }

    private List<String> rowsTopics() {
        return plan().tables().stream().map(TablePlan::rowsTopic).toList();
    }

    /** Makes the rows topics that don't exist, with as many partitions as their event topics. */
    void createRowsTopics() {
        Set<String> there = new HashSet<>(cluster.topics(rowsTopics()).keySet());
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

    /** @param rehearsal whether nothing is to come of it */
    GateOrder gateOrder(boolean rehearsal) {
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
                plan().read().readers(),
                rehearsal);
    }

    List<Long> tableOids() {
        return tables.values().stream().map(TableInfo::oid).toList();
    }
}
