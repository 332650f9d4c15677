package dev.tidemark.walkthrough.psql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** psql's own commands, as far as a lesson needs them. */
final class Basics {
    private final Link link;
    private final Supplier<List<SessionCommand>> all;
    private boolean expanded;

    Basics(Link link, Supplier<List<SessionCommand>> all) {
        this.link = link;
        this.all = all;
    }

    boolean expanded() {
        return expanded;
    }

    List<SessionCommand> commands() {
        return List.of(
                command("\\?", "this list", (_, desk) -> help(desk)),
                command("\\d [NAME]", "the tables, or one of them with its columns", new Describe()::describe),
                command("\\dt", "the tables", (_, desk) -> new Describe().tables(desk)),
                command("\\x", "rows one value a line, and back", (_, desk) -> toggle(desk)),
                command("\\conninfo", "where this session is connected", (_, desk) -> connection(desk)),
                command("\\c", "connect again", (_, desk) -> reconnect(desk)),
                command("\\q", "end this session", (_, desk) -> quit(desk)));
    }

    private Outcome help(Desk desk) {
        List<String> lines = new ArrayList<>();
        for (SessionCommand command : all.get()) {
            lines.add(String.format("%-16s %s", command.usage(), command.purpose()));
        }
        lines.add("SQL ends with a semicolon.");
        desk.show(Line.rows(String.join("\n", lines)));
        return Outcome.Done.QUIETLY;
    }

    private Outcome toggle(Desk desk) {
        expanded = !expanded;
        desk.show(Line.rows("Expanded display is " + (expanded ? "on." : "off.")));
        return Outcome.Done.QUIETLY;
    }

    private Outcome connection(Desk desk) throws SQLException {
        desk.ask("SELECT current_user, current_database(), pg_backend_pid()").ifPresent(rows -> {
            List<?> row = rows.rows().getFirst();
            desk.show(Line.rows("You are connected to database \"" + row.get(1) + "\" as user \"" + row.get(0)
                    + "\"; the server calls this session " + row.get(2) + "."));
        });
        return Outcome.Done.QUIETLY;
    }

    private Outcome reconnect(Desk desk) throws SQLException {
        link.open();
        desk.show(Line.rows("You are connected again; whatever transaction there was is rolled back."));
        return Outcome.Done.QUIETLY;
    }

    private Outcome quit(Desk desk) {
        link.close();
        desk.show(Line.note("This session has ended. \\c begins a new one."));
        return Outcome.Done.QUIETLY;
    }

    private interface Work {
        Outcome run(String argument, Desk desk) throws SQLException;
    }

    private record Basic(String usage, String purpose, Work work) implements SessionCommand {
        @Override
        public Outcome run(String argument, Desk desk) throws SQLException {
            return work.run(argument, desk);
        }
    }

    private static SessionCommand command(String usage, String purpose, Work work) {
        return new Basic(usage, purpose, work);
    }
}
