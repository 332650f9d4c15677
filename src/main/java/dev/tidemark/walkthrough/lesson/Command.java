package dev.tidemark.walkthrough.lesson;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is typed into a session, and what has to come of it.
 *
 * @param session its number, from 1
 * @param text one or several lines of SQL, or a backslash command; <code>${name}</code> stands for something kept
 * @param expected all of this has to happen; nothing said: it must not fail
 * @param keep the name under which the result's last column in its first row is kept for later commands
 */
public record Command(int session, String text, List<Expectation> expected, Optional<String> keep) {
    static final Pattern KEPT = Pattern.compile("\\$\\{([a-z][a-z0-9_]*)}");

    public Command {
        expected = List.copyOf(expected);
    }

    /** The text with what was kept in its place. */
    public String text(Map<String, String> kept) {
        return KEPT.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(kept.getOrDefault(found.group(1), found.group())));
    }
}
