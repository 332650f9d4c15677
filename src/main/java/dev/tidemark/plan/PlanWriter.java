package dev.tidemark.plan;

import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Writes a {@link Plan} as the YAML that {@link PlanReader} reads. */
final class PlanWriter {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER, YAMLWriteFeature.SPLIT_LINES)
            .enable(
                    YAMLWriteFeature.MINIMIZE_QUOTES,
                    YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS,
                    YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    String text(Plan plan) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("database", plan.database().url());
        kafka(root.putObject("kafka"), plan.kafka());
        gate(root.putObject("gate"), plan.gate());
        read(root.putObject("read"), plan.read());
        ArrayNode tables = root.putArray("tables");
        plan.tables().forEach(table -> table(tables.addObject(), table));
        return MAPPER.writeValueAsString(root);
    }

    private static void kafka(ObjectNode node, KafkaAddress kafka) {
        node.put("bootstrapServers", kafka.bootstrapServers());
        kafka.clientProperties()
                .ifPresent(path -> node.put("properties", path.toAbsolutePath().toString()));
    }

    private static void gate(ObjectNode node, GatePlan gate) {
        node.put("lock", GateReader.word(gate.lockMode()));
        node.put("budget", PlanDuration.text(gate.budget()));
        node.put("lockTimeout", PlanDuration.text(gate.lockTimeout()));
        node.put("attempts", gate.attempts());
        switch (gate.drain()) {
            case Drain.InTransaction _ -> node.put("drain", "in-transaction");
            case Drain.Outbox(String probe) -> node.putObject("drain").put("outbox", probe);
            case Drain.AfterCommit(var quiet) -> node.putObject("drain").put("afterCommit", PlanDuration.text(quiet));
        }
        node.put("marks", GateReader.word(gate.marks()));
    }

    private static void read(ObjectNode node, ReadPlan read) {
        node.put("mode", read.mode().name().toLowerCase(Locale.ROOT));
        node.put("readers", read.readers());
        read.rowsPerSecond().ifPresent(most -> node.put("rowsPerSecond", most));
        read.stage().ifPresent(path -> node.put("stage", path.toAbsolutePath().toString()));
        node.put("warnAge", PlanDuration.text(read.warnAge()));
        node.put("warnTransactions", read.warnTransactions());
    }

    private static void table(ObjectNode node, TablePlan table) {
        node.put("table", table.table().toString());
        node.put("events", table.eventTopic());
        node.put("rows", table.rowsTopic());
        if (!table.columns().isEmpty()) {
            ArrayNode columns = node.putArray("columns");
            table.columns().forEach(columns::add);
        }
        table.filter().ifPresent(filter -> node.put("filter", filter));
        switch (table.key()) {
            case KeyPlan.PrimaryKey _ -> node.put("key", "primary-key");
            case KeyPlan.Text(String column) -> node.putObject("key").put("text", column);
            case KeyPlan.Json(var columns) ->
                columns.forEach(node.putObject("key").putArray("json")::add);
            case KeyPlan.Sql(String expression) -> node.putObject("key").put("sql", expression);
            case KeyPlan.None _ -> node.put("key", "none");
        }
        switch (table.value()) {
            case ValuePlan.Json _ -> node.put("value", "json");
            case ValuePlan.Sql(String expression) -> node.putObject("value").put("sql", expression);
        }
        if (table.envelope() != TablePlan.Envelope.NONE) {
            node.put("envelope", table.envelope().name().toLowerCase(Locale.ROOT));
        }
        if (table.inherited() != TablePlan.Inherited.ALL) {
            node.put("inherited", table.inherited().name().toLowerCase(Locale.ROOT));
        }
    }
}
