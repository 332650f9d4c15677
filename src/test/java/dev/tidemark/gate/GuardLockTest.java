package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.LockMode;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.PostgresVersion;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.MessageKind;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Statements that are not MVCC-safe queue while the gate is closed, and run the moment it opens: either the readers see
 * every row all the same, or the run is voided and says why.
 */
@ExtendWith(SharedServers.class)
class GuardLockTest {

    private enum Ddl {
        TRUNCATE("TRUNCATE accounts"),
        REWRITE("ALTER TABLE accounts ALTER COLUMN id TYPE numeric"),
        DROP("DROP TABLE accounts");

        private final String sql;

        Ddl(String sql) {
            this.sql = sql;
        }
    }

    static Stream<Arguments> everyModeAndStatement() {
        return Stream.of(
                        Arguments.of(PostgresVersion.V18, LockMode.SHARE),
                        Arguments.of(PostgresVersion.V18, LockMode.SHARE_ROW_EXCLUSIVE),
                        Arguments.of(PostgresVersion.V18, LockMode.EXCLUSIVE),
                        Arguments.of(PostgresVersion.V18, LockMode.ACCESS_EXCLUSIVE),
                        Arguments.of(PostgresVersion.V11, LockMode.SHARE_ROW_EXCLUSIVE),
                        Arguments.of(PostgresVersion.V11, LockMode.ACCESS_EXCLUSIVE),
                        Arguments.of(PostgresVersion.V15, LockMode.SHARE_ROW_EXCLUSIVE),
                        Arguments.of(PostgresVersion.V15, LockMode.ACCESS_EXCLUSIVE))
                .flatMap(pair -> Stream.of(Ddl.values())
                        .filter(ddl -> pair.get()[0] == PostgresVersion.V18 || ddl == Ddl.TRUNCATE)
                        .map(ddl -> Arguments.of(pair.get()[0], pair.get()[1], ddl)));
    }

    @ParameterizedTest
    @MethodSource("everyModeAndStatement")
    void rowsAreCompleteOrTheRunIsVoided(PostgresVersion version, LockMode mode, Ddl ddl, TestServers servers)
            throws SQLException {
        GateFixture fixture = new GateFixture(servers, version);
        try (PgSession other = fixture.session("other");
                PgSession look = fixture.session("look");
                Gate gate = fixture.gate(GatePlan.standard().withLockMode(mode))) {
            Locked locked = gate.lock();
            CompletableFuture<Void> queued = CompletableFuture.runAsync(
                    () -> {
                        try {
                            other.execute(ddl.sql);
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    task -> Thread.ofVirtual().start(task));
            await().until(() -> !look.query("SELECT 1 FROM pg_locks WHERE NOT granted AND pid = " + other.pid())
                    .isEmpty());
            if (mode.allowsGuard()) {
                try (var readers = locked.export().mark().release().readers()) {
                    for (PgSession reader : readers.sessions()) {
                        assertThat(reader.query("SELECT count(*) FROM accounts").getFirst())
                                .containsExactly("2");
                    }
                    assertThat(queued).as("it waits for the readers").isNotDone();
                }
            } else {
                Marked marked = locked.export().mark();
                ProblemException end = catchThrowableOfType(ProblemException.class, marked::release);
                assertThat(end.problem().code()).isEqualTo("rewritten");
                assertThat(fixture.committedKinds()).hasSize(6).containsOnly(MessageKind.VOID);
                fixture.assertThatEveryMarkHasItsVoid();
            }
            queued.join();
        }
    }
}
