package dev.tidemark.walkthrough.lesson;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what stands behind {@code expect:}. */
final class ExpectationReader {
    private static final Pattern BLOCKED = Pattern.compile("blocked by session (\\d)");
    private static final Pattern ERROR = Pattern.compile("error ([0-9A-Z]{5}(?: or [0-9A-Z]{5})*)");
    private static final Pattern ROWS = Pattern.compile("(\\d{1,6}) rows?");
    private static final Pattern SHOWS = Pattern.compile("shows (.+)");
    private static final Pattern LOG = Pattern.compile("log (shows|does not show) (.+)");
    private static final Pattern TAG = Pattern.compile("[A-Z]{2,}(?: [A-Z]+)*(?: \\d+)*");

    private static final String ALL = "It can be a command tag such as “INSERT 0 1”, “2 rows”, “shows hello-1”, "
            + "“error 55P03”, “blocked by session 1”, “connection gone”, “log shows hello-1” or "
            + "“log does not show hello-1”.";

    private final LessonMistakes mistakes;

    ExpectationReader(LessonMistakes mistakes) {
        this.mistakes = mistakes;
    }

    Expectation read(String text, int session, int line) {
        Matcher blocked = BLOCKED.matcher(text);
        if (blocked.matches()) {
            return new Expectation.Blocked(session, session(Integer.parseInt(blocked.group(1)), line));
        }
        Matcher error = ERROR.matcher(text);
        if (error.matches()) {
            return new Expectation.Error(session, List.of(error.group(1).split(" or ", -1)));
        }
        Matcher rows = ROWS.matcher(text);
        if (rows.matches()) {
            return new Expectation.Rows(session, Integer.parseInt(rows.group(1)));
        }
        Matcher shows = SHOWS.matcher(text);
        if (shows.matches()) {
            return new Expectation.Shows(session, shows.group(1));
        }
        Matcher log = LOG.matcher(text);
        if (log.matches()) {
            return new Expectation.Logged(log.group(2), log.group(1).equals("shows"));
        }
        if (text.equals("connection gone")) {
            return new Expectation.Gone(session);
        }
        if (TAG.matcher(text).matches()) {
            return new Expectation.Tag(session, text);
        }
        throw mistakes.of(line, "“" + text + "” is nothing that can be expected.", ALL);
    }

    int session(int number, int line) {
        if (number < 1 || number > Lesson.SESSIONS) {
            throw mistakes.of(
                    line, "there is no session " + number + ".", "The sessions are 1 to " + Lesson.SESSIONS + ".");
        }
        return number;
    }
}
