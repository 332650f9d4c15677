package dev.tidemark.plan;

import java.util.List;

/**
 * All that the operator decides before a backfill.
 *
 * @param database where the rows are
 * @param kafka where the events are
 * @param tables which tables, at least one, none twice
 * @param gate how the gate is closed
 * @param read how the snapshot is read
 */
public record Plan(DatabaseAddress database, KafkaAddress kafka, List<TablePlan> tables, GatePlan gate, ReadPlan read) {

    public Plan {
        tables = List.copyOf(tables);
    }

    public static Plan of(DatabaseAddress database, KafkaAddress kafka, List<TablePlan> tables) {
        return new Plan(database, kafka, tables, GatePlan.standard(), ReadPlan.standard());
    }

    public Plan withGate(GatePlan other) {
        return new Plan(database, kafka, tables, other, read);
    }

    public Plan withRead(ReadPlan other) {
        return new Plan(database, kafka, tables, gate, other);
    }

    /** The event topics, each once, sorted. */
    public List<String> eventTopics() {
        return tables.stream().map(TablePlan::eventTopic).distinct().sorted().toList();
    }
}
