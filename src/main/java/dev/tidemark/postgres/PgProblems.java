package dev.tidemark.postgres;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Says in plain words what PostgreSQL, or the way to it, refused (SQLSTATEs: PostgreSQL documentation, appendix A). */
public final class PgProblems {
    private PgProblems() {}

    /** What went wrong with this server, and what to do about it. */
    public static Problem of(SQLException error, DatabaseAddress address) {
        SQLException root = innermost(error);
        String state = root.getSQLState() == null ? "" : root.getSQLState();
        Problem problem = state.isEmpty() || state.startsWith("08")
                ? PgConnectionProblems.of(root, address)
                : statement(root, state, address);
        return state.isEmpty() ? problem : problem.from("SQLSTATE " + state);
    }

    private static Problem statement(SQLException error, String state, DatabaseAddress address) {
        return switch (state) {
            case "28P01" ->
                Problem.of(
                        "wrong-password",
                        "PostgreSQL does not accept the password of " + address.user() + ".",
                        message(error),
                        "Type it again; if it comes from PGPASSWORD or ~/.pgpass, correct it there.");
            case "28000" ->
                Problem.of(
                        "login-refused",
                        "PostgreSQL does not let " + address.user() + " in.",
                        message(error),
                        "Check the user's name; the role must exist with LOGIN, and pg_hba.conf must allow it to reach "
                                + address.database() + " from this computer.");
            case "3D000" ->
                Problem.of(
                        "wrong-database",
                        "There is no database “" + address.database() + "” on this server.",
                        message(error),
                        "Check the database's name; psql -l lists those that exist.");
            case "53300" ->
                Problem.of(
                        "too-many-connections",
                        "PostgreSQL has no connection left for us.",
                        message(error),
                        "Use fewer readers, end idle sessions, or raise max_connections (or the role's limit).");
            case "57P03" ->
                Problem.of(
                        "starting",
                        "PostgreSQL does not take connections at the moment.",
                        message(error),
                        "It is starting, stopping or recovering; wait a little and try again.");
            case "57P01", "57P02", "57P05" ->
                Problem.of(
                        "session-ended",
                        "The server ended our session.",
                        message(error),
                        "An administrator or a restart did this; what was open is rolled back. Try again.");
            default -> work(error, state, address);
        };
    }

    private static Problem work(SQLException error, String state, DatabaseAddress address) {
        return switch (state) {
            case "42501" ->
                Problem.of(
                        "no-privilege",
                        "The role " + address.user() + " may not do that.",
                        message(error),
                        "Have its owner GRANT what is missing, or connect as another role.");
            case "55P03" ->
                Problem.of(
                        "lock-timeout",
                        "The lock was not granted in time.",
                        message(error),
                        "See who holds it; try again when that transaction has ended, or allow a longer wait.");
            case "40P01" ->
                Problem.of(
                        "deadlock",
                        "PostgreSQL ended our transaction to resolve a deadlock.",
                        message(error),
                        "Try again; everything of it is rolled back.");
            case "25P03" ->
                Problem.of(
                        "budget-spent",
                        "The server opened the gate: our session was idle for longer than the budget.",
                        message(error),
                        "Try again; if the budget is too short for this cluster, raise it.");
            case "25P04" ->
                Problem.of(
                        "budget-spent",
                        "The server opened the gate: the transaction took longer than the budget.",
                        message(error),
                        "Try again; if the budget is too short for this cluster, raise it.");
            case "57014" ->
                Problem.of(
                        "cancelled",
                        "A statement was cancelled.",
                        message(error),
                        "Somebody cancelled it, or a statement_timeout was reached; try again.");
            case "25006" ->
                Problem.of(
                        "read-only",
                        "This server does not take our lock.",
                        message(error),
                        "Connect to the primary: a standby or read-only server can't lock tables.");
            case "42P01", "3F000" ->
                Problem.of(
                        "unknown-table",
                        "A table does not exist.",
                        message(error),
                        "Check schema and name; both are case-sensitive.");
            case "42703" ->
                Problem.of(
                        "unknown-column",
                        "A column does not exist.",
                        message(error),
                        "Check the column's name; it is case-sensitive.");
            case "53100" ->
                Problem.of(
                        "server-disk-full",
                        "The database server's disk is full.",
                        message(error),
                        "Make room there, then try again.");
            case "53200" ->
                Problem.of(
                        "server-out-of-memory",
                        "The database server is out of memory.",
                        message(error),
                        "Use fewer tables in one run, or raise max_locks_per_transaction; then try again.");
            default -> other(error, state, address);
        };
    }

    private static Problem other(SQLException error, String state, DatabaseAddress address) {
        if (("22023".equals(state) || "42704".equals(state)) && ofSnapshot(error)) {
            return Problem.of(
                    "snapshot-gone",
                    "The snapshot can't be imported any more.",
                    message(error),
                    "The session that exported it has ended; start a new run.");
        }
        if (state.startsWith("42")) {
            return Problem.of(
                    "bad-sql", "PostgreSQL does not accept a statement.", message(error), "Correct the plan.");
        }
        return Problem.of(
                "postgresql-error",
                "PostgreSQL at " + address.label() + " refused a statement.",
                message(error),
                "The server's log says more; everything of the transaction is rolled back.");
    }

    /** The routine's name stays the same where the message is translated. */
    private static boolean ofSnapshot(SQLException error) {
        return server(error)
                .map(m -> "ImportSnapshot".equals(m.getRoutine())
                        || message(error).contains("snapshot"))
                .orElse(false);
    }

    /** The server's own words, with its detail and hint; else the driver's. */
    static String message(SQLException error) {
        return server(error)
                .map(m -> joined(m.getMessage(), m.getDetail(), m.getHint()))
                .orElse(String.valueOf(error.getMessage()));
    }

    private static String joined(@Nullable String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            if (part != null && !part.isBlank()) {
                text.append(text.isEmpty() ? "" : " ").append(part.strip());
                text.append(".!?".indexOf(text.charAt(text.length() - 1)) < 0 ? "." : "");
            }
        }
        return text.toString();
    }

    static Optional<ServerErrorMessage> server(SQLException error) {
        return error instanceof PSQLException p ? Optional.ofNullable(p.getServerErrorMessage()) : Optional.empty();
    }

    /** A pool wraps what happened; people need what happened. */
    private static SQLException innermost(SQLException error) {
        SQLException found = error;
        for (Throwable t = error; t != null; t = t.getCause()) {
            found = t instanceof SQLException s ? s : found;
        }
        return found;
    }

    static boolean causedBy(SQLException error, Class<? extends IOException> type) {
        for (Throwable t = error; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }
}
