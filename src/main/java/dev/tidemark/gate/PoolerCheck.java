package dev.tidemark.gate;

import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * Checks whether a connection pooler stands between us and the server. A server announces its process id when it takes a
 * connection; a pooler announces a number of its own making, for cancel requests come to the pooler first. One that pools
 * transactions lends the same server session to a second connection of ours while the first is open.
 */
final class PoolerCheck {
    private static final String CHECK = "pooler";

    private PoolerCheck() {}

    /**
     * What gives a pooler away.
     *
     * @param announced the process id that the first connection was told
     * @param first the one that its server session has
     * @param second the one of another connection's server session, while the first is open
     */
    record Signs(int announced, int first, int second) {
        Verdict verdict() {
            if (first == second) {
                return Verdict.refusal(CHECK, "pools transactions", pooledTransactions());
            }
            return announced == first
                    ? Verdict.pass(CHECK, "none")
                    : Verdict.warning(CHECK, "pools sessions", pooledSessions());
        }
    }

    static Verdict check(WatchPool pool) {
        Signs signs = pool.ask(one ->
                new Signs(one.unwrap(PGConnection.class).getBackendPID(), pid(one), pool.attempt(PoolerCheck::pid)));
        return signs.verdict();
    }

    private static int pid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_backend_pid()")) {
            result.next();
            return result.getInt(1);
        }
    }

    private static Problem pooledTransactions() {
        return Problem.of(
                "pooler-transactions",
                "A connection pooler lends the same server session to several of our connections.",
                "It pools transactions or statements; what a session of ours has set or holds would be another's, too.",
                "Connect to the PostgreSQL server itself, or to a pool in session mode.");
    }

    private static Problem pooledSessions() {
        return Problem.of(
                "pooler-sessions",
                "A connection pooler stands between this computer and the server.",
                "Process ids that the server shows are not those that we are told: who waits for us can't be shown, and"
                        + " the pool may have fewer sessions than the readers need.",
                "Connect to the PostgreSQL server itself if you can.");
    }
}
