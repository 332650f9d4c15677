package dev.tidemark.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.PlanFile;
import dev.tidemark.plan.Secret;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.sandbox.GuardedServers;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No password stands anywhere in what a run leaves behind, prints, or shows of itself while it works. */
class SecretsTest {
    private static final Secret DATABASE = new Secret("Dq7-the-database's-own");
    private static final Secret CLUSTER = new Secret("Kx9-the-cluster-its-own");
    private static final Secret WRONG_DATABASE = new Secret("Wp3-not-the-database");
    private static final Secret WRONG_CLUSTER = new Secret("Zr5-not-the-cluster");
    private static final List<Secret> ALL = List.of(DATABASE, CLUSTER, WRONG_DATABASE, WRONG_CLUSTER);

    /** What every run leaves, prints and shows goes below this. */
    @TempDir
    private Path traces;

    /** What the operator keeps elsewhere, passwords with it. */
    @TempDir
    private Path operators;

    @Test
    void passwordsAreInNothingThatIsLeftOrShown() throws Exception {
        try (GuardedServers servers = GuardedServers.start(DATABASE, CLUSTER)) {
            servers.topic("accounts", 2);
            DatabaseAddress database = servers.database();
            try (PgSession session =
                    PgSession.open(new Login(database, Optional.of(DATABASE)), "test", StatementListener.NONE)) {
                session.execute("CREATE TABLE accounts (id bigint PRIMARY KEY, owner text)");
                session.execute("INSERT INTO accounts SELECT g, 'owner ' || g FROM generate_series(1, 500) g");
            }
            String right = plan(database, servers.kafka(client("right", CLUSTER)));
            String wrong = plan(database, servers.kafka(client("wrong", WRONG_CLUSTER)));

            assertThat(run("committed", DATABASE, "run", right, "--yes", "--json"))
                    .isZero();
            assertThat(run("no-login", WRONG_DATABASE, "run", right, "--yes")).isEqualTo(3);
            assertThat(run("no-sasl", DATABASE, "run", wrong, "--yes", "--json"))
                    .isEqualTo(3);
        }

        assertThat(traces.resolve("out-committed")).content().contains("\"stage\":\"committed\"");
        assertThat(traces.resolve("err-no-login")).content().contains("password");
        List<Path> files = files();
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .contains("journal.jsonl", "report.html", "report.json", "plan.yaml", "shown-committed")
                .anyMatch(name -> name.endsWith(".log"));
        for (Path file : files) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(ALL).as(file.toString()).noneMatch(secret -> text.contains(secret.reveal()));
        }
        assertThatEachLineOfTheLogNamesItsRun();
    }

    private void assertThatEachLineOfTheLogNamesItsRun() throws IOException {
        String id = Files.readString(traces.resolve("out-committed")).replaceAll("(?s).*?\"run\":\"([^\"]*)\".*", "$1");
        List<String> lines = new ArrayList<>();
        for (Path file : files()) {
            if (file.toString().endsWith(".log")) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        assertThat(lines).anyMatch(line -> line.contains(" " + id + " ["));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ada:Wp3-not-the-database@db/shop?sslpassword=Wp3-not-the-database",
                "postgresql://db/shop?user=ada&password=Wp3-not-the-database"
            })
    void aPasswordInAnAddressIsDropped(String url) {
        DatabaseAddress address = DatabaseAddress.parse(url);
        assertThat(address.user()).isEqualTo("ada");
        assertThat(address + address.url()).doesNotContain(WRONG_DATABASE.reveal());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ada:Wp3-not-the-database@not a host/shop",
                "postgresql://ada:a@ Wp3-not-the-database@db/shop",
                "mysql://db/shop?password=Wp3-not-the-database"
            })
    void anAddressThatCannotBeReadIsToldWithoutThePassword(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url))
                .hasNoCause()
                .hasMessageNotContaining(WRONG_DATABASE.reveal());
    }

    private Path client(String name, Secret password) throws IOException {
        return Files.writeString(operators.resolve(name + ".properties"), GuardedServers.clientProperties(password));
    }

    private String plan(DatabaseAddress database, KafkaAddress kafka) throws IOException {
        Path file = Files.createTempFile(operators, "plan", ".yaml");
        PlanFile.write(
                Plan.of(database, kafka, List.of(TablePlan.whole(new TableName("public", "accounts"), "accounts"))),
                file);
        return file.toString();
    }

    /** Runs the program as its user does, the password in its environment; keeps what the system shows of its processes. */
    private int run(String name, Secret password, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(entry -> !Path.of(entry).endsWith("test-classes"))
                        .collect(Collectors.joining(File.pathSeparator)),
                "dev.tidemark.Main"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--log-level", "TRACE"));
        Path out = traces.resolve("out-" + name);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(traces.resolve("err-" + name).toFile());
        builder.environment().put("PGPASSWORD", password.reveal());
        builder.environment().put("XDG_DATA_HOME", traces.resolve("data").toString());
        builder.environment().put("XDG_STATE_HOME", traces.resolve("state").toString());
        Process program = builder.start();
        try (Stream<ProcessHandle> children = program.descendants()) {
            Files.writeString(
                    traces.resolve("shown-" + name),
                    Stream.concat(Stream.of(program.toHandle()), children)
                            .map(process -> process.info().commandLine().orElse("") + process.info())
                            .collect(Collectors.joining("\n")));
        }
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return program.exitValue();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(traces)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
