package dev.tidemark.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {
    @TempDir
    Path folder;

    @Test
    void help_names_every_command_and_every_exit_code() {
        Shell shell = new Shell();

        assertThat(shell.run("--help")).isZero();
        assertThat(shell.out())
                .contains("run ", "sandbox ", "tour ", "--version")
                .containsPattern("(?m)^ +0 .*\n +1 .*\n +2 .*\n +3 ")
                .contains("PGPASSWORD", "The log is in");
        assertThat(shell.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "run, 'PLAN --yes --step --json --sandbox --rows --rate --writers --dir'",
        "sandbox, '--rows --rate --writers --dir --plan'",
        "walkthrough, 'LESSON --list --all --lessons --database --kafka --topic --width'",
        "tour, '--out'"
    })
    void help_of_a_command_names_all_that_it_takes(String command, String options) {
        Shell shell = new Shell();

        assertThat(shell.run(command, "--help")).isZero();
        assertThat(shell.out()).contains(options.split(" ", -1));
    }

    @Test
    void version_is_the_builds() {
        Shell shell = new Shell();

        assertThat(shell.run("--version")).isZero();
        assertThat(shell.out()).matches("tidemark \\d+\\.\\d+\\.\\d+\\S* \\(Java .*\\)\\R");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sanbox                            | Did you mean: sandbox?
            run                               | Which plan?
            run --jsn plan.yaml               | Did you mean: --json?
            run one.yaml two.yaml             | two.yaml
            run plan.yaml --sandbox           | not both
            run plan.yaml --rows 100          | are for --sandbox
            run --sandbox --yes --step        | take one of them
            run --sandbox --rows few          | --rows
            sandbox --rows 1                  | at least 10
            sandbox --writers 0               | At least one writer
            sandbox --rate -1                 | not negative
            tour                              | --out
            """)
    void wrong_usage_ends_with_2_and_says_how_it_goes(String typed, String says) {
        Shell shell = new Shell();

        assertThat(shell.run(typed.split(" +", -1))).isEqualTo(2);
        assertThat(shell.err()).contains(says).contains("--help").doesNotContain("Exception", "\tat ");
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void plan_with_a_typo_ends_with_2_and_names_the_place() throws IOException {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), """
                database: postgresql://shop@localhost/shop
                kafka: localhost:9092
                gate:
                  budgit: 2s
                tables: {orders: orders}
                """);
        Shell shell = new Shell();

        assertThat(shell.run("run", "--yes", plan.toString())).isEqualTo(2);
        assertThat(shell.err()).contains("plan.yaml, line 4, column 3", "“budgit”", "Write “budget”");
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void json_tells_a_plan_with_a_typo_as_well() throws IOException {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), "tabels: {}\n");
        Shell shell = new Shell();

        assertThat(shell.run("run", "--json", plan.toString())).isEqualTo(2);
        assertThat(shell.out()).startsWith("{").contains("\"event\":\"failed\"", "\"code\":\"plan-field\"");
        assertThat(shell.out().lines()).hasSize(1);
    }

    @Test
    void without_a_command_the_window_opens_where_there_is_a_display() {
        Shell shell = Shell.withEnvironment(Map.of("WAYLAND_DISPLAY", "wayland-0"));

        assertThat(shell.run()).isZero();
        assertThat(shell.out()).isEqualToIgnoringNewLines("window opened");
    }

    @Test
    void the_window_is_told_what_it_is_opened_for() {
        Shell shell = Shell.withEnvironment(Map.of("DISPLAY", ":0"));

        assertThat(shell.run("--theme", "dark", "--language", "de", "--profile", "shop", "--plan", "plan.yaml"))
                .isZero();
        assertThat(shell.out()).isEqualToIgnoringNewLines("window opened in DARK speaking DE for shop with plan.yaml");
    }

    @Test
    void tour_is_handed_to_the_window() {
        Shell shell = new Shell();

        assertThat(shell.run("tour", "--out", "pictures")).isZero();
        assertThat(shell.out()).contains("1-connect.png", "tour to pictures in EN");
    }
}
