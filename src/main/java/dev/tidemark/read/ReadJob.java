package dev.tidemark.read;

import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.PgSession;
import java.io.IOException;
import java.sql.SQLException;

/** A piece of work for one reader. After an error it may be done again from its beginning, with another session. */
interface ReadJob {
    TableName table();

    /** Does what needs the session, and gives what is left to do without it. */
    Rest run(PgSession session) throws SQLException, IOException;

    /**
     * What is left of a job when its session is free for the next one: to wait for a disk, or for Kafka. After an error the
     * whole job may be done again.
     */
    interface Rest {
        Rest NONE = () -> {};

        void finish() throws IOException;
    }
}
