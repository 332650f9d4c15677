package dev.tidemark.gate;

import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.ServerFacts;
import dev.tidemark.wire.Mark.MarkedTable;
import dev.tidemark.wire.RunId;
import java.util.List;
import java.util.Map;

/**
 * What a gate is closed for.
 *
 * @param run the backfill
 * @param plan how to close it
 * @param login the database
 * @param server what the database server is
 * @param kafka the cluster
 * @param tables the tables, each with the topic of its rows
 * @param partitions each event topic's number of partitions
 * @param readers how many sessions will read
 * @param rehearsal whether nothing is to come of it: its marks go to a topic of our own and are taken back
 */
public record GateOrder(
        RunId run,
        GatePlan plan,
        Login login,
        ServerFacts server,
        KafkaAddress kafka,
        List<MarkedTable> tables,
        Map<String, Integer> partitions,
        int readers,
        boolean rehearsal) {

    public GateOrder {
        tables = List.copyOf(tables);
        partitions = Map.copyOf(partitions);
    }

    /** The tables to lock, sorted by name, so that all runs take them in the same order. */
    List<TableName> tableNames() {
        return tables.stream().map(MarkedTable::table).sorted().toList();
    }
}
