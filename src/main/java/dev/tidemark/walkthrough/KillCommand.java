package dev.tidemark.walkthrough;

import dev.tidemark.walkthrough.psql.Desk;
import dev.tidemark.walkthrough.psql.Line;
import dev.tidemark.walkthrough.psql.Outcome;
import dev.tidemark.walkthrough.psql.ResultRows;
import dev.tidemark.walkthrough.psql.SessionCommand;
import java.sql.SQLException;

/** {@code \kill}: this session's computer loses its power. */
record KillCommand(Pipeline pipeline) implements SessionCommand {
    private static final int LOOKS = 100;

    @Override
    public String usage() {
        return "\\kill";
    }

    @Override
    public String purpose() {
        return "cut this connection, as if its computer had died";
    }

    @Override
    public Outcome run(String argument, Desk desk) throws SQLException {
        String pid = desk.ask("SELECT pg_backend_pid()").map(ResultRows::value).orElse("0");
        desk.cut();
        // The server would notice by itself, a little later; the lesson goes on when it has rolled back.
        pipeline.control().ask("SELECT pg_terminate_backend(" + pid + ")");
        String stillThere = "SELECT count(*), pg_sleep(0.02) FROM pg_stat_activity WHERE pid = " + pid;
        for (int look = 0; look < LOOKS && !"0".equals(pipeline.control().value(stillThere)); look++) {
            // The server sleeps, not we.
            continue;
        }
        desk.show(Line.note("The connection is cut. \\c connects again."));
        return new Outcome.Gone("The connection was cut.");
    }
}
