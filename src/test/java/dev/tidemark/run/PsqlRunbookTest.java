package dev.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The scripts as somebody pastes them into psql. */
@ExtendWith(SharedServers.class)
class PsqlRunbookTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void three_psql_come_by_the_rows_as_they_were_when_writers_had_to_wait(TestServers servers)
            throws SQLException, IOException, InterruptedException {
        assumeThat(Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "psql"))))
                .as("there is a psql")
                .isTrue();
        DatabaseAddress database = servers.freshDatabase();
        Plan plan = Plan.of(
                database,
                KafkaAddress.of("none:9092"),
                List.of(
                        TablePlan.whole(new TableName("public", "Odd \"name"), "odd"),
                        TablePlan.whole(new TableName("public", "orders"), "orders")));
        PsqlRunbook runbook = new PsqlRunbook(plan);
        try (PgSession writer = session(database)) {
            writer.execute("CREATE TABLE orders (id bigint PRIMARY KEY, note text, at timestamptz)");
            writer.execute("ALTER DATABASE " + database.database() + " SET TimeZone = 'Asia/Tokyo'");
            writer.execute("CREATE TABLE \"Odd \"\"name\" (id bigint PRIMARY KEY)");
            writer.execute(
                    "INSERT INTO orders VALUES (1, E'a \"quoted\"\\n\\\\ line', '2026-01-01 00:00Z'), (2, NULL, NULL)");

            Process first = psql(database, runbook.session1());
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> Files.exists(folder.resolve("tidemark-snapshot.psql"))
                            && Files.size(folder.resolve("tidemark-snapshot.psql")) > 0);
            Thread insert = Thread.ofVirtual().start(() -> insert(writer));
            String waiting = output(psql(database, "SELECT pg_sleep(0.3);\n" + runbook.session3()));
            Process second = psql(database, runbook.session2());

            assertThat(output(second)).doesNotContain("ERROR");
            assertThat(output(first)).doesNotContain("ERROR").contains("COMMIT");
            assertThat(waiting).contains("INSERT INTO orders");
            insert.join(PATIENCE);
            assertThat(Files.readAllLines(folder.resolve("orders.backfill.jsonl")))
                    .containsExactly(
                            "{\"at\": \"2026-01-01T00:00:00+00:00\", \"id\": 1,"
                                    + " \"note\": \"a \\\"quoted\\\"\\n\\\\ line\"}",
                            "{\"at\": null, \"id\": 2, \"note\": null}");
            assertThat(folder.resolve("odd.backfill.jsonl")).isEmptyFile();
        }
    }

    private static void insert(PgSession writer) {
        try {
            writer.execute("INSERT INTO orders VALUES (3, 'too late')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process psql(DatabaseAddress database, String pasted) throws IOException {
        Process psql = new ProcessBuilder(
                        "psql",
                        "-X",
                        "postgresql://" + database.user() + "@" + database.host() + ":" + database.port() + "/"
                                + database.database())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (Writer in = psql.outputWriter(StandardCharsets.UTF_8)) {
            in.write(pasted);
        }
        return psql;
    }

    private static String output(Process psql) throws IOException, InterruptedException {
        String said = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(psql.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private static PgSession session(DatabaseAddress database) throws SQLException {
        return PgSession.open(new Login(database, Optional.empty()), "test", StatementListener.NONE);
    }
}
