package dev.tidemark.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchCommandTest {

    @Test
    void gates_are_measured_until_ctrl_c_and_the_figures_are_one_line_of_json() {
        Shell shell = new Shell();
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> shell.run(
                "bench",
                "gate",
                "--tries",
                "100000",
                "--partitions",
                "2",
                "--readers",
                "2",
                "--rows",
                "100",
                "--json",
                "--tables",
                "orders,mytable"));
        await().atMost(Duration.ofSeconds(90))
                .until(() -> code.isDone() || shell.err().contains(" of 100000"));

        shell.interrupt();

        assertThat(code.join()).isEqualTo(130);
        List<String> lines = shell.out().lines().toList();
        assertThat(lines).hasSize(1);
        JsonNode json = JsonMapper.builder().build().readTree(lines.getLast());
        for (String what : List.of("gate", "stall", "bare")) {
            JsonNode times = json.path(what);
            assertThat(times.path("median_ms").asDouble()).isPositive();
            assertThat(times.path("p90_ms").asDouble())
                    .isBetween(
                            times.path("median_ms").asDouble(),
                            times.path("p99_ms").asDouble());
            assertThat(times.path("p99_ms").asDouble())
                    .isLessThanOrEqualTo(times.path("max_ms").asDouble());
        }
        assertThat(json.path("ratio_median").asDouble())
                .isCloseTo(
                        json.path("gate").path("median_ms").asDouble()
                                / json.path("bare").path("median_ms").asDouble(),
                        within(0.1));
        assertThat(json.path("first_ms").asDouble()).isPositive();
    }

    @Test
    void what_cannot_be_measured_is_wrong_usage() {
        Shell shell = new Shell();

        assertThat(shell.run("bench", "gate", "--tables", "nothing")).isEqualTo(2);
        assertThat(shell.run("bench", "gate", "--tries", "0")).isEqualTo(2);
        assertThat(shell.run("bench")).isEqualTo(2);
        assertThat(shell.err()).contains("--tables: one or several of", "At least one try", "What should be measured?");
    }
}
