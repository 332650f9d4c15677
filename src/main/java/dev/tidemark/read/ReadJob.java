package dev.tidemark.read;

import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.PgSession;
import java.io.IOException;
import java.sql.SQLException;

/** A piece of work for one reader. After an error it may be done again from its beginning, with another session. */
interface ReadJob {
    TableName table();

    void run(PgSession session) throws SQLException, IOException;
}
