package dev.tidemark.plan;

import dev.tidemark.plan.YamlNode.Mapping;
import dev.tidemark.plan.YamlNode.Scalar;
import dev.tidemark.plan.YamlNode.Sequence;
import dev.tidemark.problem.ProblemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a {@link Plan} of a plan file's YAML. */
final class PlanReader {
    private static final int MOST_READERS = 64;
    private static final int MOST = 999_999_999;
    private static final Map<String, String> PLAN = fields(
            "database", "database: postgresql://user@host:5432/database",
            "kafka", "kafka: {bootstrapServers: \"host:9092\"}",
            "gate", "gate: {lock: share row exclusive, budget: 2s}",
            "read", "read: {readers: 2}",
            "tables", "tables: {public.orders: orders}");
    private static final Map<String, String> KAFKA =
            fields("bootstrapServers", "bootstrapServers: host:9092", "properties", "properties: client.properties");
    private static final Map<String, String> READ = fields(
            "mode", "mode: staged",
            "readers", "readers: 2",
            "rowsPerSecond", "rowsPerSecond: 50000",
            "stage", "stage: /var/tmp/tidemark",
            "warnAge", "warnAge: 30min",
            "warnTransactions", "warnTransactions: 10000000");
    private static final Map<String, ReadPlan.Mode> MODES = modes();

    private final PlanMistakes mistakes;
    private final Path folder;

    /** @param folder where relative paths in the file begin */
    PlanReader(PlanMistakes mistakes, Path folder) {
        this.mistakes = mistakes;
        this.folder = folder;
    }

    /** Example fields in the order in which they are told. */
    static Map<String, String> fields(String... namesAndExamples) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndExamples.length; i += 2) {
            fields.put(namesAndExamples[i], namesAndExamples[i + 1]);
        }
        return fields;
    }

    private static Map<String, ReadPlan.Mode> modes() {
        Map<String, ReadPlan.Mode> modes = new LinkedHashMap<>();
        modes.put("staged", ReadPlan.Mode.STAGED);
        modes.put("streamed", ReadPlan.Mode.STREAMED);
        return modes;
    }

    Plan read(YamlNode document) {
        PlanFields fields = new PlanFields(document, "the plan", PLAN, mistakes);
        DatabaseAddress database = database(fields);
        KafkaAddress kafka =
                kafka(fields.require("kafka", "Without the Kafka cluster there is nowhere to put the rows"));
        GatePlan gate = fields.find("gate")
                .map(node -> new GateReader(mistakes).read(node))
                .orElse(GatePlan.standard());
        ReadPlan read = fields.find("read").map(this::readPlan).orElse(ReadPlan.standard());
        YamlNode tables = fields.require("tables", "A backfill needs at least one table");
        return new Plan(database, kafka, tables(tables), gate, read);
    }

    private DatabaseAddress database(PlanFields fields) {
        YamlNode node = fields.require("database", "Without the database there is nothing to read");
        String url = fields.text("database", node);
        if (DatabaseAddress.hasPassword(url)) {
            throw mistakes.of(
                    node.at(),
                    "plan-password",
                    "there is a password in the database's address.",
                    "Plans are copied, mailed and checked in; a password in them does not stay one.",
                    "Take it out, and put it into ~/.pgpass or the environment variable PGPASSWORD.");
        }
        try {
            return DatabaseAddress.parse(url);
        } catch (ProblemException e) {
            throw mistakes.at(node.at(), e.problem(), e);
        }
    }

    private KafkaAddress kafka(YamlNode node) {
        if (node instanceof Scalar servers && !servers.text().isBlank()) {
            return KafkaAddress.of(servers.text().strip());
        }
        PlanFields fields = new PlanFields(node, "kafka", KAFKA, mistakes);
        String servers = fields.requireText("bootstrapServers", "One broker's address is enough, two are safer");
        return new KafkaAddress(servers, path(fields, "properties"));
    }

    private ReadPlan readPlan(YamlNode node) {
        PlanFields fields = new PlanFields(node, "read", READ, mistakes);
        ReadPlan standard = ReadPlan.standard();
        return new ReadPlan(
                fields.word("mode", MODES).orElse(standard.mode()),
                fields.number("readers", MOST_READERS).orElse(standard.readers()),
                fields.number("rowsPerSecond", MOST),
                path(fields, "stage"),
                fields.duration("warnAge").orElse(standard.warnAge()),
                fields.number("warnTransactions", MOST).orElse(standard.warnTransactions()));
    }

    private Optional<Path> path(PlanFields fields, String name) {
        return fields.text(name).map(text -> {
            String expanded = text.startsWith("~/") ? System.getProperty("user.home") + text.substring(1) : text;
            try {
                return folder.resolve(expanded).normalize();
            } catch (InvalidPathException e) {
                throw fields.wrong(name, "a path", fields.require(name, ""));
            }
        });
    }

    /** A list of tables; or, shorter, each table's name with its event topic or its fields. */
    private List<TablePlan> tables(YamlNode node) {
        TableReader reader = new TableReader(mistakes);
        List<TablePlan> tables = new ArrayList<>();
        Set<TableName> seen = new HashSet<>();
        if (node instanceof Sequence list) {
            for (YamlNode item : list.items()) {
                tables.add(once(seen, item, reader.read(item)));
            }
        } else if (node instanceof Mapping byName) {
            byName.entries()
                    .forEach((name, entry) -> tables.add(once(seen, entry.value(), reader.read(name, entry.value()))));
        }
        if (tables.isEmpty()) {
            throw mistakes.value(
                    node.at(),
                    "tables",
                    "a list of at least one table",
                    node.kind(),
                    "tables: {public.orders: orders}");
        }
        return tables;
    }

    private TablePlan once(Set<TableName> seen, YamlNode node, TablePlan table) {
        if (seen.add(table.table())) {
            return table;
        }
        throw mistakes.of(
                node.at(),
                "plan-value",
                "the table " + table.table() + " is in the plan twice.",
                "Its rows would be published twice.",
                "Remove one of the two.");
    }
}
