package dev.tidemark.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.PlanFile;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.sandbox.DemoApplication;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.Reader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunCommandTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private static Sandbox sandbox;
    private static DemoApplication application;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.temporary().withOrders(500), _ -> {});
        application = sandbox.startApplication(DemoOptions.standard().withRate(50));
    }

    @AfterAll
    static void stop() {
        application.close();
        sandbox.close();
    }

    @Test
    void plan_is_carried_out_and_told_as_json_lines() {
        Shell shell = new Shell();

        assertThat(shell.run("run", "--yes", "--json", file(sandbox.plan()))).isZero();

        List<JsonNode> events = shell.out().lines().map(JSON::readTree).toList();
        assertThat(events.getFirst().path("event").asString()).isEqualTo("started");
        assertThat(events.getLast().path("stage").asString()).isEqualTo("committed");
        assertThat(events)
                .extracting(event -> event.path("event").asString())
                .contains("stage", "step", "snapshot", "mark", "gate-opened", "table-staged", "table-published");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void person_who_says_yes_twice_reads_every_step() {
        Shell shell = Shell.typing("y\nyes\n");

        assertThat(shell.run("run", file(sandbox.plan()))).isZero();
        assertThat(shell.out())
                .contains("Close the gate?", "Commit: publish")
                .containsSubsequence(
                        "Plan", "Checks", "Gate", "lock", "drain", "export", "mark", "prove", "release", "gate closed")
                .containsSubsequence("Marks", "p0@", "Read", "checksum", "Commit", "Done", "is committed");
    }

    @Test
    void person_goes_through_the_gate_step_by_step() {
        Plan unhurried = sandbox.plan().withGate(sandbox.plan().gate().withBudget(Duration.ofSeconds(30)));
        Shell shell = Shell.typing("y\n\n\n\ny\n");

        assertThat(shell.run("run", "--step", file(unhurried))).isZero();
        assertThat(shell.out())
                .containsSubsequence(
                        "lock",
                        "Enter exports",
                        "export",
                        "LSN",
                        "Enter writes",
                        "mark",
                        "Enter opens",
                        "prove",
                        "release");
    }

    @Test
    void rehearsal_tells_each_gate_and_what_to_expect() {
        Shell shell = new Shell();

        assertThat(shell.run("rehearse", "--times", "2", "--json", file(sandbox.plan())))
                .isZero();

        List<JsonNode> lines = shell.out().lines().map(JSON::readTree).toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1).path("gate").asInt()).isEqualTo(2);
        assertThat(lines.get(2).path("rehearsal").path("stall").path("maxMs").asDouble())
                .isEqualTo(Math.max(
                        lines.get(0).path("stallMs").asDouble(),
                        lines.get(1).path("stallMs").asDouble()));
    }

    @Test
    void person_who_refuses_to_commit_leaves_nothing_behind() {
        Shell shell = Shell.typing("y\nn\n");

        assertThat(shell.run("run", file(sandbox.plan()))).isEqualTo(1);
        assertThat(shell.out()).contains("is discarded", "its marks are withdrawn");
    }

    @Test
    void without_anybody_to_ask_nothing_is_locked() {
        Shell shell = new Shell();

        assertThat(shell.run("run", file(sandbox.plan()))).isEqualTo(1);
        assertThat(shell.out())
                .contains("Nobody is there to answer", "nothing was written to Kafka")
                .doesNotContain("Gate ");
    }

    @Test
    void interrupt_at_a_question_gives_the_run_up() throws IOException {
        try (PipedWriter keyboard = new PipedWriter();
                Reader silence = new PipedReader(keyboard)) {
            Shell shell = Shell.typing(silence);
            CompletableFuture<Integer> code = running(shell, "run", file(sandbox.plan()));
            await().atMost(LONG_ENOUGH).until(() -> shell.out().contains("Close the gate?"));

            shell.interrupt();

            await().atMost(LONG_ENOUGH).until(code::isDone);
            assertThat(code.join()).isEqualTo(130);
            assertThat(shell.out()).contains("Stopping", "is discarded");
        }
    }

    @Test
    void plan_that_a_check_refuses_ends_with_3() {
        Plan plan = Plan.of(
                sandbox.database(),
                sandbox.kafka(),
                List.of(TablePlan.whole(new TableName("public", "nowhere"), "orders")));
        Shell shell = new Shell();

        assertThat(shell.run("run", "--yes", file(plan))).isEqualTo(3);
        assertThat(shell.err()).contains("nowhere").contains("What to do:");
        assertThat(shell.out()).contains("refused").doesNotContain("Gate ");
    }

    @Test
    void server_that_is_not_there_ends_with_3() {
        Plan plan = Plan.of(
                sandbox.database(),
                KafkaAddress.of("127.0.0.1:1"),
                sandbox.plan().tables());
        Shell shell = new Shell();

        assertThat(shell.run("run", "--yes", "--json", file(plan))).isEqualTo(3);
        assertThat(shell.err()).contains("What to do:");
        assertThat(shell.out().lines()).hasSize(1).allMatch(line -> line.contains("\"failed\""));
    }

    private String file(Plan plan) {
        Path file = folder.resolve("plan.yaml");
        PlanFile.write(plan, file);
        return file.toString();
    }

    static CompletableFuture<Integer> running(Shell shell, String... arguments) {
        return CompletableFuture.supplyAsync(
                () -> shell.run(arguments), task -> Thread.ofVirtual().start(task));
    }
}
