package dev.tidemark.walkthrough;

import dev.tidemark.walkthrough.psql.Desk;
import dev.tidemark.walkthrough.psql.Line;
import dev.tidemark.walkthrough.psql.Outcome;
import dev.tidemark.walkthrough.psql.ResultRows;
import dev.tidemark.walkthrough.psql.SessionCommand;
import java.sql.SQLException;

/** {@code \publish TABLE}: from now on the application tells what becomes of the table's rows. */
record PublishCommand(Pipeline pipeline) implements SessionCommand {
    private static final String KEY = """
            SELECT a.attname
            FROM pg_attribute a
            LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY (i.indkey)
            WHERE a.attrelid = '%s'::regclass AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY i.indrelid IS NULL, a.attnum
            LIMIT 1
            """;
    private static final String TRIGGERS = """
            CREATE TRIGGER publish AFTER INSERT OR UPDATE OR DELETE ON %1$s
                FOR EACH ROW EXECUTE PROCEDURE publish_change('%2$s');
            CREATE TRIGGER publish_truncate AFTER TRUNCATE ON %1$s
                FOR EACH STATEMENT EXECUTE PROCEDURE publish_change('%2$s')
            """;

    @Override
    public String usage() {
        return "\\publish TABLE";
    }

    @Override
    public String purpose() {
        return "from now on each committed change becomes an event";
    }

    @Override
    public Outcome run(String table, Desk desk) throws SQLException {
        if (!Names.plain(table)) {
            return Names.wanted(usage(), desk);
        }
        String key = desk.ask(KEY.formatted(table)).map(ResultRows::value).orElse("");
        desk.ask(TRIGGERS.formatted(table, key));
        pipeline.published(table, key);
        desk.show(Line.note("Each committed change of " + table + " goes to "
                + pipeline.topics().events() + "."));
        return Outcome.Done.QUIETLY;
    }
}
