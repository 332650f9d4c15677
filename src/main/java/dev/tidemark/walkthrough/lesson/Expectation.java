package dev.tidemark.walkthrough.lesson;

import java.util.List;

/** What has to happen for a step to have gone as the lesson says. */
public sealed interface Expectation {
    /** As a person says it. */
    String words();

    /** About a session's latest command. */
    sealed interface OfSession extends Expectation {
        int session();
    }

    /** The server answered with this command tag. */
    record Tag(int session, String tag) implements OfSession {
        @Override
        public String words() {
            return "session " + session + " gets " + tag;
        }
    }

    /** There were so many rows. */
    record Rows(int session, int count) implements OfSession {
        @Override
        public String words() {
            return "session " + session + " gets " + count + (count == 1 ? " row" : " rows");
        }
    }

    /** One of the values is this one. */
    record Shows(int session, String value) implements OfSession {
        @Override
        public String words() {
            return "session " + session + " sees " + value;
        }
    }

    /** The server refused with one of these SQLSTATEs. */
    record Error(int session, List<String> states) implements OfSession {
        public Error {
            states = List.copyOf(states);
        }

        @Override
        public String words() {
            return "session " + session + " gets error " + String.join(" or ", states);
        }
    }

    /** The command hangs, and this is whom it waits for. */
    record Blocked(int session, int by) implements OfSession {
        @Override
        public String words() {
            return "session " + session + " waits for session " + by;
        }
    }

    /** The session has lost its connection. */
    record Gone(int session) implements OfSession {
        @Override
        public String words() {
            return "session " + session + " has no connection any more";
        }
    }

    /** A message that shows this stands in the log, or must not. */
    record Logged(String label, boolean there) implements Expectation {
        @Override
        public String words() {
            return "the log " + (there ? "shows " : "does not show ") + label;
        }
    }
}
