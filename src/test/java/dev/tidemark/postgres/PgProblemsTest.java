package dev.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Secret;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.PostgresOptions;
import dev.tidemark.sandbox.SandboxPostgres;
import dev.tidemark.sandbox.Tether;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads when PostgreSQL, or the way to it, says no. */
class PgProblemsTest {
    private static final Secret PASSWORD = new Secret("correct horse");

    private static Tether tether;
    private static SandboxPostgres postgres;

    @BeforeAll
    static void start(@TempDir Path folder) throws SQLException {
        tether = Tether.start();
        postgres = SandboxPostgres.start(PostgresOptions.thrownAway(folder).withPassword(PASSWORD), tether);
        try (PgSession session = session()) {
            session.execute("""
                    CREATE TABLE orders (id int PRIMARY KEY);
                    CREATE ROLE guest LOGIN PASSWORD 'correct horse';
                    CREATE ROLE crowd LOGIN PASSWORD 'correct horse' CONNECTION LIMIT 0;
                    CREATE ROLE shut NOLOGIN PASSWORD 'correct horse';
                    """);
        }
    }

    @AfterAll
    static void stop() {
        postgres.close();
        tether.close();
    }

    private static DatabaseAddress address() {
        return postgres.address("postgres", "postgres");
    }

    private static PgSession session() throws SQLException {
        return PgSession.open(new Login(address(), Optional.of(PASSWORD)), "test", StatementListener.NONE);
    }

    private static Problem connecting(DatabaseAddress address, Optional<Secret> password) {
        ProblemException e = catchThrowableOfType(
                ProblemException.class,
                () -> WatchPool.open(new Login(address, password)).close());
        assertThat(e).as("it was not refused").isNotNull();
        assertThat(e.problem().what()).endsWith(".");
        assertThat(e.problem().toDo()).isNotBlank();
        return e.problem();
    }

    private static Problem doing(String... statements) throws SQLException {
        try (PgSession session = session()) {
            SQLException e = catchThrowableOfType(SQLException.class, () -> {
                for (String statement : statements) {
                    session.execute(statement);
                }
            });
            return PgProblems.of(e, address());
        }
    }

    private static DatabaseAddress at(String host, int port) {
        return new DatabaseAddress(host, port, "shop", "ann", Map.of("sslmode", "disable"));
    }

    @Test
    void nothingListensThere() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Problem problem = connecting(at("127.0.0.1", port), Optional.empty());
        assertThat(problem.code()).isEqualTo("connection-refused");
        assertThat(problem.what()).contains("127.0.0.1:" + port);
    }

    @Test
    void theHostIsUnknown() {
        assertThat(connecting(at("no-such-host.invalid", 5432), Optional.empty())
                        .code())
                .isEqualTo("unknown-host");
    }

    @Test
    void theServerIsSilent() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            Problem problem = connecting(at("127.0.0.1", silent.getLocalPort()), Optional.empty());
            assertThat(problem.code()).isEqualTo("database-timeout");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
        }
    }

    @Test
    void thePasswordIsWrongOrMissing() {
        Problem wrong = connecting(address(), Optional.of(new Secret("wrong")));
        assertThat(wrong.code()).isEqualTo("wrong-password");
        assertThat(wrong.origin()).contains("SQLSTATE 28P01");
        assertThat(wrong.text()).doesNotContain("wrong\"");
        assertThat(connecting(address(), Optional.of(new Secret(""))).code()).isEqualTo("password-missing");
    }

    @Test
    void theDatabaseOrTheRoleIsNotThere() {
        Problem database = connecting(postgres.address("shpo", "postgres"), Optional.of(PASSWORD));
        assertThat(database.code()).isEqualTo("wrong-database");
        assertThat(database.what()).contains("shpo");
        assertThat(connecting(postgres.address("postgres", "shut"), Optional.of(PASSWORD))
                        .code())
                .isEqualTo("login-refused");
        assertThat(connecting(postgres.address("postgres", "crowd"), Optional.of(PASSWORD))
                        .code())
                .isEqualTo("too-many-connections");
    }

    @Test
    void encryptionIsAskedForAndNotThere() {
        DatabaseAddress a = address();
        DatabaseAddress encrypted =
                new DatabaseAddress(a.host(), a.port(), a.database(), a.user(), Map.of("sslmode", "require"));
        assertThat(connecting(encrypted, Optional.of(PASSWORD)).code()).isEqualTo("tls-unavailable");
    }

    @Test
    void aStatementIsRefused() throws SQLException {
        assertThat(doing("TABLE nowhere").code()).isEqualTo("unknown-table");
        assertThat(doing("SELECT nothing FROM orders").code()).isEqualTo("unknown-column");
        assertThat(doing("SELEC 1").code()).isEqualTo("bad-sql");
        assertThat(doing("SET ROLE guest", "BEGIN", "LOCK TABLE orders IN SHARE MODE")
                        .code())
                .isEqualTo("no-privilege");
        assertThat(doing("BEGIN ISOLATION LEVEL REPEATABLE READ", "SET TRANSACTION SNAPSHOT '00000003-00000006-1'")
                        .code())
                .isEqualTo("snapshot-gone");
        assertThat(doing("BEGIN READ ONLY", "DELETE FROM orders").code()).isEqualTo("read-only");
        assertThat(doing("SET statement_timeout = '50ms'", "SELECT pg_sleep(10)")
                        .code())
                .isEqualTo("cancelled");
    }

    @Test
    void theLockIsNotGranted() throws SQLException {
        try (PgSession writer = session()) {
            writer.execute("BEGIN; INSERT INTO orders VALUES (1)");
            assertThat(doing("SET lock_timeout = '50ms'", "BEGIN", "LOCK TABLE orders IN SHARE MODE")
                            .code())
                    .isEqualTo("lock-timeout");
            assertThat(doing("BEGIN", "LOCK TABLE orders IN SHARE MODE NOWAIT").code())
                    .isEqualTo("lock-timeout");
        }
    }

    @Test
    void theServerEndsTheSession() throws SQLException {
        assertThat(doing("SELECT pg_terminate_backend(pg_backend_pid())").code())
                .isEqualTo("session-ended");
        assertThat(doing("BEGIN", "SET LOCAL transaction_timeout = '50ms'", "SELECT pg_sleep(10)")
                        .code())
                .isEqualTo("budget-spent");
    }
}
