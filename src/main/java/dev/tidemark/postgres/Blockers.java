package dev.tidemark.postgres;

import dev.tidemark.plan.LockMode;
import dev.tidemark.problem.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Gets a session out of a lock's way, if and only if somebody orders it. It has to be in the way at that moment: the
 * order may be older than what it was given for. Each order goes by a connection of its own and is carried out, or
 * refused with a ProblemException, within seconds.
 */
public final class Blockers {
    /** The code of the problem that a session is not ahead of us at this moment. */
    public static final String NOT_IN_THE_WAY = "not-in-the-way";

    private static final String NO_PRIVILEGE = "42501";

    private enum Order {
        CANCEL("SELECT pg_cancel_backend(?)", "cancel the statement of"),
        END("SELECT pg_terminate_backend(?)", "end the session of");

        private final String sql;
        private final String words;

        Order(String sql, String words) {
            this.sql = sql;
            this.words = words;
        }
    }

    private final Login login;
    private final LockMode mode;

    /** @param mode the lock that they are in the way of */
    public Blockers(Login login, LockMode mode) {
        this.login = login;
        this.mode = mode;
    }

    /**
     * Cancels what the session is running; its transaction fails, its connection stays.
     *
     * @param ourPid session 1's
     * @param tableOids the run's tables
     * @param pid the session's that is ahead
     * @return the session
     */
    public LockHolder cancelStatement(int ourPid, Collection<Long> tableOids, int pid) {
        return carryOut(Order.CANCEL, ourPid, tableOids, pid);
    }

    /** Ends the session; its transaction is rolled back, its client sees a broken connection. Else as for a statement. */
    public LockHolder endSession(int ourPid, Collection<Long> tableOids, int pid) {
        return carryOut(Order.END, ourPid, tableOids, pid);
    }

    private LockHolder carryOut(Order order, int ourPid, Collection<Long> tableOids, int pid) {
        try (Connection connection = LockWatch.connect(login)) {
            LockHolder holder = LockWatch.look(connection, ourPid, tableOids, mode).blockers().stream()
                    .filter(blocker -> blocker.pid() == pid)
                    .findFirst()
                    .orElseThrow(() -> notInTheWay(pid).asException());
            if (pid == 0) {
                throw prepared(holder).asException();
            }
            if (order == Order.CANCEL && holder.state().startsWith("idle")) {
                throw idle(holder).asException();
            }
            try (PreparedStatement statement = connection.prepareStatement(order.sql)) {
                statement.setInt(1, pid);
                statement.execute();
            }
            return holder;
        } catch (SQLException e) {
            throw (NO_PRIVILEGE.equals(e.getSQLState()) ? mayNot(e, order, pid) : PgProblems.of(e, login.address()))
                    .asException(e);
        }
    }

    private static Problem notInTheWay(int pid) {
        return Problem.of(
                NOT_IN_THE_WAY,
                "The session with pid " + pid + " is not in the lock's way any more.",
                "It has ended or given its lock back meanwhile; nothing was done to it.",
                "See who is ahead now.");
    }

    private static Problem prepared(LockHolder holder) {
        return Problem.of(
                "prepared-transaction",
                "A prepared transaction has no session that could be ended.",
                holder.query() + " by " + holder.user() + " stays until somebody decides it.",
                "Have its coordinator run COMMIT PREPARED or ROLLBACK PREPARED.");
    }

    private static Problem idle(LockHolder holder) {
        return Problem.of(
                "nothing-to-cancel",
                "The session with pid " + holder.pid() + " runs no statement that could be cancelled.",
                "It is " + holder.state() + ", last seen with: " + holder.query(),
                "Have its application end the transaction, or end the session.");
    }

    private Problem mayNot(SQLException error, Order order, int pid) {
        String role = login.address().user();
        return Problem.of(
                        "no-signal-privilege",
                        "The role " + role + " may not " + order.words + " pid " + pid + ".",
                        PgProblems.message(error),
                        "Have an administrator do it, or GRANT pg_signal_backend TO " + role
                                + "; with a superuser's session only a superuser can do it.")
                .from("SQLSTATE " + NO_PRIVILEGE);
    }
}
