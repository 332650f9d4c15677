package dev.tidemark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanFileTest {
    private static final String SMALLEST = """
            database: postgresql://shop@localhost:5432/shop
            kafka: localhost:9092
            tables:
              public.orders: orders
            """;

    @TempDir
    Path folder;

    @Test
    void smallest_plan_has_the_standard_gate_and_read() {
        Plan plan = parse(SMALLEST);

        assertThat(plan)
                .isEqualTo(Plan.of(
                        DatabaseAddress.parse("postgresql://shop@localhost:5432/shop"),
                        KafkaAddress.of("localhost:9092"),
                        List.of(TablePlan.whole(new TableName("public", "orders"), "orders"))));
    }

    @Test
    void everything_that_a_plan_can_say_comes_back_as_it_was_written() {
        for (Plan plan : List.of(
                planWith(new Drain.InTransaction(), GatePlan.Placement.IN_BAND),
                planWith(new Drain.Outbox("SELECT count(*) FROM outbox -- 'left': #"), GatePlan.Placement.SIDE_BAND),
                planWith(new Drain.AfterCommit(Duration.ofMillis(1250)), GatePlan.Placement.IN_BAND))) {
            Path file = folder.resolve("new").resolve("plan.yaml");
            PlanFile.write(plan, file);

            assertThat(PlanFile.read(file)).isEqualTo(plan);
            assertThat(PlanFile.text(PlanFile.read(file))).isEqualTo(PlanFile.text(plan));
        }
    }

    private Plan planWith(Drain drain, GatePlan.Placement marks) {
        return new Plan(
                new DatabaseAddress(
                        "db.example.com",
                        6432,
                        "shop & co",
                        "o'brien@home",
                        Map.of("sslmode", "verify-full", "sslrootcert", "/etc/ssl/a b.pem", "currentSchema", "a&b")),
                new KafkaAddress("k1:9092,k2:9092", Optional.of(folder.resolve("client.properties"))),
                List.of(
                        TablePlan.whole(new TableName("public", "orders"), "orders"),
                        new TablePlan(
                                new TableName("Sales", "Order Lines"),
                                "0123",
                                "true",
                                List.of("id", "null", "Straße"),
                                Optional.of("state <> 'draft' AND note LIKE '%: #%'\nAND id > 0"),
                                new KeyPlan.Json(List.of("id", "line")),
                                new ValuePlan.Sql("jsonb_build_object('id', id)")),
                        table("text", new KeyPlan.Text("code")),
                        table("sql", new KeyPlan.Sql("lower(code) || '}'"))
                                .withEnvelope(TablePlan.Envelope.CLOUDEVENTS),
                        table("none", new KeyPlan.None())
                                .withEnvelope(TablePlan.Envelope.DEBEZIUM)
                                .withInherited(TablePlan.Inherited.ONLY)),
                new GatePlan(
                        LockMode.ACCESS_EXCLUSIVE,
                        Duration.ofSeconds(90),
                        Duration.ofNanos(1_500_000),
                        7,
                        drain,
                        marks),
                new ReadPlan(3, Optional.of(folder.resolve("stage")))
                        .withMode(ReadPlan.Mode.STREAMED)
                        .withRowsPerSecond(OptionalInt.of(50_000))
                        .withWarnings(Duration.ofMinutes(7), 1_234));
    }

    private static TablePlan table(String name, KeyPlan key) {
        return new TablePlan(
                new TableName("public", name),
                "events",
                "rows",
                List.of(),
                Optional.empty(),
                key,
                new ValuePlan.Json());
    }

    @Test
    void annotated_example_is_a_plan() {
        Plan plan = PlanFile.read(Path.of("docs", "plan.yaml"));

        assertThat(plan.gate()).isEqualTo(GatePlan.standard());
        assertThat(plan.read()).isEqualTo(ReadPlan.standard());
        assertThat(plan.tables())
                .extracting(t -> t.table().toString())
                .containsExactly("public.orders", "public.order_lines");
        assertThat(plan.tables().getLast().rowsTopic()).isEqualTo("order-lines.backfill");
    }

    @Test
    void relative_paths_begin_in_the_plans_folder() {
        Plan plan = PlanFile.parse(
                SMALLEST.replace(
                        "localhost:9092", "{bootstrapServers: \"localhost:9092\", properties: conf/client.properties}"),
                folder.resolve("plan.yaml"));

        assertThat(plan.kafka().clientProperties()).contains(folder.resolve("conf/client.properties"));
    }

    /** The line's number, what it is replaced by, and what the problem has to say. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1  | databse: postgresql://a@b/c            | plan-field    | line 1, column 1: “databse” is not known in the plan  | Write “database”
            5  |   budgit: 2s                           | plan-field    | line 5, column 3: “budgit” is not known in gate       | Write “budget”
            5  |   budget: soon                         | plan-value    | line 5, column 11: “budget” has to be a duration      | budget: 2s
            5  |   budget: 0s                           | plan-value    | line 5, column 11: “budget” has to be a duration      | budget: 2s
            5  |   budget: 2 hours                      | plan-value    | line 5, column 11: “budget” has to be a duration      | budget: 2s
            5  |   budget: [2s]                         | plan-value    | line 5, column 11: “budget” has to be text            | budget: 2s
            6  |   attempts: many                       | plan-value    | line 6, column 13: “attempts” has to be a whole       | attempts: 5
            6  |   attempts: 0                          | plan-value    | line 6, column 13: “attempts” has to be a whole       | attempts: 5
            4  |   lock: share row exclusiv             | plan-field    | line 4, column 9: “share row exclusiv” is not known   | Write “share row exclusive”
            6  |   drain: in-transation                 | plan-field    | line 6, column 10: “in-transation” is not known       | Write “in-transaction”
            6  |   drain: {outbux: x}                   | plan-field    | line 6, column 11: “outbux” is not known in drain     | Write “outbox”
            6  |   marks: both                          | plan-field    | line 6, column 10: “both” is not known in marks       | Use one of those
            2  | kafka:                                 | plan-value    | line 2, column 7: “kafka” has to be a group           | bootstrapServers: host:9092
            2  | kafka: {properties: x}                 | plan-missing  | line 2, column 8: “bootstrapServers” is missing       | bootstrapServers: host:9092
            8  |   - tabel: public.orders               | plan-field    | line 8, column 5: “tabel” is not known in this table  | Write “table”
            9  |     rows: x                            | plan-missing  | line 8, column 5: “events” is missing in this table   | events: orders
            9  |     events: [a, b]                     | plan-value    | line 9, column 13: “events” has to be text            | events: orders
            9  |     events: {                          | plan-syntax   | line 9, column 14: this is not readable YAML          | Correct the line
            9  |       events: orders                   | plan-syntax   | line 9, column 13: this is not readable YAML          | Correct the line
            9  |     table: twice                       | plan-syntax   | line 9, column 5: “table” is there twice              | Remove one
            9  |     events: *x                         | plan-syntax   | line 9, column 13: anchors and aliases are            | put it into quotes
            1  | database: mysql://a@b/c                | database-url  | line 1, column 11: The database address               | postgresql://user@host
            1  | database: postgresql://a:geheim@b/c    | plan-password | line 1, column 11: there is a password                | ~/.pgpass
            1  | database: postgresql://b/c?password=geheim | plan-password | line 1, column 11: there is a password            | PGPASSWORD
            """)
    void mistake_is_one_problem_with_its_place(int line, String replacement, String code, String what, String toDo) {
        List<String> lines = new ArrayList<>(List.of(
                "database: postgresql://shop@localhost:5432/shop",
                "kafka: localhost:9092",
                "gate:",
                "  lock: share",
                "  budget: 2s",
                "  attempts: 5",
                "tables:",
                "  - table: public.orders",
                "    events: orders",
                ""));
        String indentation = " ".repeat(indentation(line, replacement));
        lines.set(line - 1, indentation + replacement);

        Problem problem = problemOf(String.join("\n", lines));

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.what()).startsWith(folder.resolve("plan.yaml") + ", " + what);
        assertThat(problem.toDo()).contains(toDo);
        assertThat(problem.text()).doesNotContain("geheim").doesNotContain("java");
    }

    /** The CSV reader strips the cells, so the depth is told by the line; a wrong depth is told by the content. */
    private static int indentation(int line, String replacement) {
        return switch (line) {
            case 4, 5, 6, 8 -> 2;
            case 9 -> replacement.equals("events: orders") ? 6 : 4;
            default -> 0;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing but a comment\n", "just words", "- a\n- list\n"})
    void file_that_is_no_plan_at_all_is_one_problem(String content) {
        assertThat(problemOf(content).what())
                .contains("plan.yaml, line 1, column 1")
                .contains("the plan");
    }

    @Test
    void table_is_refused_twice() {
        Problem problem = problemOf(SMALLEST + "  orders: {events: other}\n");

        assertThat(problem.what()).contains("line 5, column 11").contains("public.orders is in the plan twice");
    }

    @Test
    void second_document_is_refused() {
        assertThat(problemOf(SMALLEST + "---\nmore: here\n").what()).contains("line 6, column 1: a second document");
    }

    @Test
    void missing_and_unreadable_files_are_problems() throws IOException {
        Path latin = Files.write(folder.resolve("latin.yaml"), "# Straße".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problemAt(folder.resolve("none.yaml")).why()).isEqualTo("There is no such file.");
        assertThat(problemAt(folder).code()).isEqualTo("plan-unreadable");
        assertThat(problemAt(latin).toDo()).contains("UTF-8");
    }

    private Plan parse(String text) {
        return PlanFile.parse(text, folder.resolve("plan.yaml"));
    }

    private Problem problemOf(String text) {
        return catchThrowableOfType(ProblemException.class, () -> parse(text)).problem();
    }

    private static Problem problemAt(Path file) {
        return catchThrowableOfType(ProblemException.class, () -> PlanFile.read(file))
                .problem();
    }
}
