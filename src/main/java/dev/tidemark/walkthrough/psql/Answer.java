package dev.tidemark.walkthrough.psql;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Oid;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/** The server's answer to one statement, with what JDBC keeps to itself: the command tag and what was remarked. */
final class Answer extends ResultHandlerBase {
    private final List<String> notices = new ArrayList<>();
    private @Nullable ResultRows rows;
    private String tag = "";

    /** Sends the statement just as it is and waits for the answer. */
    static Answer of(PgConnection connection, String sql) throws SQLException {
        QueryExecutor executor = connection.getQueryExecutor();
        Answer answer = new Answer();
        executor.execute(
                executor.createSimpleQuery(sql),
                null,
                answer,
                0,
                0,
                QueryExecutor.QUERY_EXECUTE_AS_SIMPLE
                        | QueryExecutor.QUERY_SUPPRESS_BEGIN
                        | QueryExecutor.QUERY_BOTH_ROWS_AND_STATUS);
        return answer;
    }

    /** Empty where psql prints none: after a SELECT. */
    String tag() {
        return tag;
    }

    Optional<ResultRows> rows() {
        return Optional.ofNullable(rows);
    }

    List<String> notices() {
        return notices;
    }

    @Override
    public void handleResultRows(Query query, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
        List<ResultRows.Column> columns = new ArrayList<>();
        for (Field field : fields) {
            columns.add(new ResultRows.Column(field.getColumnLabel(), number(field.getOID())));
        }
        List<List<@Nullable String>> values = new ArrayList<>();
        for (Tuple tuple : tuples) {
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 0; i < tuple.fieldCount(); i++) {
                byte[] value = tuple.get(i);
                row.add(value == null ? null : new String(value, StandardCharsets.UTF_8));
            }
            values.add(row);
        }
        rows = new ResultRows(columns, values);
    }

    @Override
    public void handleCommandStatus(String status, long updateCount, long insertOid) {
        boolean select = status.startsWith("SELECT") || status.startsWith("SHOW") || status.startsWith("FETCH");
        tag = select && rows != null ? "" : status;
    }

    @Override
    public void handleWarning(SQLWarning warning) {
        ServerErrorMessage server = warning instanceof PSQLWarning known ? known.getServerErrorMessage() : null;
        String severity = server == null || server.getSeverity() == null ? "NOTICE" : server.getSeverity();
        notices.add(severity + ":  " + warning.getMessage());
    }

    private static boolean number(int oid) {
        return switch (oid) {
            case Oid.INT2, Oid.INT4, Oid.INT8, Oid.FLOAT4, Oid.FLOAT8, Oid.NUMERIC, Oid.MONEY, Oid.OID -> true;
            default -> false;
        };
    }
}
