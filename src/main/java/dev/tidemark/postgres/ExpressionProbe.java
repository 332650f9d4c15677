package dev.tidemark.postgres;

import dev.tidemark.plan.KeyPlan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.plan.ValuePlan;
import dev.tidemark.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.ServerErrorMessage;

/**
 * Has the server plan, but not run, what the operator wrote: it finds every mistake in it. In a read-only transaction
 * that is rolled back.
 */
public final class ExpressionProbe {
    private static final String LOCKED = "55P03";

    private final WatchPool pool;

    public ExpressionProbe(WatchPool pool) {
        this.pool = pool;
    }

    /** What an expression is for: its name in messages, its code, and the query around it. */
    public enum Use {
        FILTER("filter", "SELECT 1 FROM %s WHERE (\n", "\n)"),
        KEY("key expression", "SELECT (\n", "\n)::pg_catalog.text FROM %s"),
        VALUE("value expression", "SELECT (\n", "\n)::pg_catalog.jsonb FROM %s");

        private final String label;
        private final String before;
        private final String after;

        Use(String label, String before, String after) {
            this.label = label;
            this.before = before;
            this.after = after;
        }

        public String label() {
            return label;
        }

        private String code(String what) {
            return label.split(" ", -1)[0] + "-" + what;
        }
    }

    /** An expression in a plan. */
    public record Expression(Use use, String text) {}

    /** The expressions that a table's plan has. */
    public static List<Expression> in(TablePlan table) {
        List<Expression> expressions = new ArrayList<>();
        table.filter().ifPresent(filter -> expressions.add(new Expression(Use.FILTER, filter)));
        if (table.key() instanceof KeyPlan.Sql(String expression)) {
            expressions.add(new Expression(Use.KEY, expression));
        }
        if (table.value() instanceof ValuePlan.Sql(String expression)) {
            expressions.add(new Expression(Use.VALUE, expression));
        }
        return expressions;
    }

    /** What is wrong with the expression; empty if nothing is. Throws a ProblemException if it can't be asked now. */
    public Optional<Problem> problem(TableName table, Expression asked) {
        Use use = asked.use();
        String expression = asked.text();
        String before = "EXPLAIN " + use.before.formatted(table.sql());
        String query = before + expression + use.after.formatted(table.sql());
        try {
            return pool.attempt(connection -> {
                Optional<String> flaw = expression(connection, expression).flaw();
                if (flaw.isPresent()) {
                    return Optional.of(noExpression(table, use, expression, flaw.get()));
                }
                plan(connection, query);
                return Optional.<Problem>empty();
            });
        } catch (SQLException e) {
            if (PgProblems.server(e).isEmpty() || LOCKED.equals(e.getSQLState())) {
                throw PgProblems.of(e, pool.address()).asException(e);
            }
            return Optional.of(invalid(e, table, use, expression, before.length()));
        }
    }

    private static SqlExpression expression(Connection connection, String text) throws SQLException {
        return new SqlExpression(text, connection.unwrap(BaseConnection.class).getStandardConformingStrings());
    }

    private static void plan(Connection connection, String query) throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(query);
        } finally {
            connection.rollback();
        }
    }

    private static Problem noExpression(TableName table, Use use, String expression, String flaw) {
        return Problem.of(
                use.code("invalid"),
                "The " + use.label + " of " + table + " is not one SQL expression.",
                flaw + " It is: “" + expression + "”.",
                "Write a single expression over the table's columns.");
    }

    private static Problem invalid(SQLException e, TableName table, Use use, String expression, int before) {
        return Problem.of(
                        use.code("invalid"),
                        "The " + use.label + " of " + table + " is not valid SQL.",
                        PgProblems.message(e) + " It is: “" + expression + "”" + place(e, expression, before) + ".",
                        "Correct the " + use.label + " in the plan; it works as in SELECT "
                                + (use == Use.FILTER ? "… FROM " + table + " WHERE (…)." : "(…) FROM " + table + "."))
                .from("SQLSTATE " + e.getSQLState());
    }

    private static String place(SQLException e, String expression, int before) {
        int position = PgProblems.server(e).map(ServerErrorMessage::getPosition).orElse(0) - before;
        if (position < 1) {
            return "";
        }
        return position > expression.length() ? ", at its end" : ", at character " + position;
    }
}
