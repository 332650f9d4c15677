package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.plan.Secret;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both servers, each alone. */
class ServersTest {
    @TempDir
    Path directory;

    @Test
    void postgresKeepsDataAndPortOverRestartAndKill() throws SQLException {
        try (Tether tether = Tether.start();
                SandboxPostgres postgres = SandboxPostgres.start(PostgresOptions.kept(directory), tether)) {
            int port = postgres.port();
            execute(postgres, "CREATE TABLE t AS SELECT generate_series(1, 100) AS n");
            postgres.restart();
            assertThat(number(postgres, "SELECT count(*) FROM t")).isEqualTo(100);
            long pid = postgres.pid();
            postgres.kill();
            assertThat(postgres.isRunning()).isFalse();
            postgres.restart();
            assertThat(number(postgres, "SELECT count(*) FROM t")).isEqualTo(100);
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(postgres.pid()).isNotEqualTo(pid);
        }
    }

    @Test
    void postgresListensOnLoopbackAlone() throws SQLException {
        try (Tether tether = Tether.start();
                SandboxPostgres postgres = SandboxPostgres.start(PostgresOptions.thrownAway(directory), tether);
                Connection connection = connect(postgres, "")) {
            assertThat(text(connection, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(text(connection, "SHOW unix_socket_directories")).isEmpty();
            assertThat(text(connection, "SHOW server_version")).startsWith("18.");
        }
    }

    @Test
    void postgresAsksForThePasswordIfItHasOne() throws SQLException {
        PostgresOptions options = PostgresOptions.thrownAway(directory).withPassword(new Secret("correct horse"));
        try (Tether tether = Tether.start();
                SandboxPostgres postgres = SandboxPostgres.start(options, tether)) {
            connect(postgres, "correct horse").close();
            assertThatThrownBy(() -> connect(postgres, "wrong").close())
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        }
    }

    @Test
    void kafkaKeepsTopicsAndPortOverRestartKillAndPause() throws Exception {
        try (Tether tether = Tether.start();
                SandboxKafka kafka = SandboxKafka.start(directory, tether)) {
            String servers = kafka.address().bootstrapServers();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
                admin.createTopics(List.of(new NewTopic("kept", 3, (short) 1)))
                        .all()
                        .get(10, TimeUnit.SECONDS);
            }
            kafka.restart();
            kafka.kill();
            assertThat(kafka.isRunning()).isFalse();
            kafka.restart();
            assertThat(kafka.address().bootstrapServers()).isEqualTo(servers);
            kafka.pause();
            assertThat(kafka.isRunning()).isTrue();
            kafka.resume();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
                assertThat(admin.listTopics().names().get(10, TimeUnit.SECONDS)).contains("kept");
            }
        }
    }

    @Test
    void theTetherEndsWhatIsLeft() {
        Tether tether = Tether.start();
        SandboxKafka kafka = SandboxKafka.start(directory.resolve("kafka"), tether);
        SandboxPostgres postgres =
                SandboxPostgres.start(PostgresOptions.thrownAway(directory.resolve("postgres")), tether);
        kafka.pause();
        tether.deleteAtEnd(directory.resolve("postgres"));
        tether.close();
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !kafka.isRunning());
        assertThat(postgres.isRunning()).isFalse();
        assertThat(directory.resolve("postgres")).doesNotExist();
    }

    private static Connection connect(SandboxPostgres postgres, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SandboxPostgres.SUPERUSER);
        properties.setProperty("password", password);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres?sslmode=disable", properties);
    }

    private static void execute(SandboxPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(SandboxPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres, "")) {
            return Long.parseLong(text(connection, sql));
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
