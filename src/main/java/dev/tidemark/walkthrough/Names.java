package dev.tidemark.walkthrough;

import dev.tidemark.walkthrough.psql.Desk;
import dev.tidemark.walkthrough.psql.Line;
import dev.tidemark.walkthrough.psql.Outcome;

/** Names as they are typed behind a backslash command. */
final class Names {
    private Names() {}

    /** Whether it needs no quotes in SQL. */
    static boolean plain(String name) {
        return name.matches("[a-z_][a-z0-9_]{0,62}");
    }

    static Outcome wanted(String usage, Desk desk) {
        return refused("The command is " + usage + ", with a plain name.", desk);
    }

    static Outcome refused(String text, Desk desk) {
        desk.show(Line.error(text));
        return new Outcome.Failed("", text);
    }
}
