package dev.tidemark.read;

import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.PgSession;
import java.io.IOException;
import java.sql.SQLException;

/** What is to be asked before the first chunk; done again as a whole if the session is lost. */
record PrepareJob(TableName table, Work work) implements ReadJob {

    /** Asks on a session. */
    interface Work {
        void ask(PgSession session) throws SQLException, IOException;
    }

    @Override
    public Rest run(PgSession session) throws SQLException, IOException {
        work.ask(session);
        return Rest.NONE;
    }
}
