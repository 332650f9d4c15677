package dev.tidemark.read;

import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.PgSession;
import java.sql.SQLException;
import java.util.Objects;

/** Counts a table's rows in the snapshot by a query of its own, to check the chunks against. */
record CountJob(TableRead read) implements ReadJob {
    @Override
    public TableName table() {
        return read.name();
    }

    @Override
    public Rest run(PgSession session) throws SQLException {
        String count = session.query(read.query().count()).getFirst().getFirst();
        read.counted(Long.parseLong(Objects.requireNonNull(count, "count(*) is never null")));
        return Rest.NONE;
    }
}
