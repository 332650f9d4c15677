package dev.tidemark.walkthrough.psql;

import java.sql.SQLException;

/** A command that begins with a backslash: psql's own, or one that a lesson adds. */
public interface SessionCommand {
    /** Such as {@code \dt}; what may follow it stands behind it, as in {@code \d [NAME]}. */
    String usage();

    /** What it does, in a few words. */
    String purpose();

    /**
     * Does it, on the session's thread.
     *
     * @param argument what was typed behind the name, maybe empty
     */
    Outcome run(String argument, Desk desk) throws SQLException;

    /** The name with its backslash. */
    default String name() {
        return usage().split(" ", 2)[0];
    }
}
