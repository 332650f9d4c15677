package dev.tidemark.bench;

import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgProblems;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks into a database from a session of its own for each question, times in UTC. */
final class PgRows {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Login login;
    private final String application;

    PgRows(Login login, String application) {
        this.login = login;
        this.application = application;
    }

    /** The rows as texts; null stands for NULL. Throws a ProblemException. */
    List<List<@Nullable String>> query(String sql) {
        try (PgSession session = PgSession.open(login, application, StatementListener.NONE)) {
            session.execute("SET TimeZone = 'UTC'");
            return session.query(sql);
        } catch (SQLException e) {
            throw PgProblems.of(e, login.address()).asException(e);
        }
    }

    /** Asks again and again until there is no row, at most this long; whether it came to that. */
    boolean becomesEmpty(String sql, Duration limit) {
        CountDownLatch never = new CountDownLatch(1);
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!query(sql).isEmpty()) {
                if (System.nanoTime() > deadline || never.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
