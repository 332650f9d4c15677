package dev.tidemark.walkthrough.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A lesson file's entries: what begins at the left margin, with the indented lines that belong to it. */
final class LessonLines {
    private static final Pattern FIELD = Pattern.compile("([a-z]+)(?: (\\d))?:(?:\\s+(.*))?");
    private static final Pattern COMMAND = Pattern.compile("(\\d)>\\s?(.*)");
    /** As wide as {@code 1> }, so that SQL can go on below SQL. */
    private static final int INDENT = 3;

    private LessonLines() {}

    /**
     * @param line where it begins, from 1
     * @param name the field's; {@code >} for something typed
     * @param session the number in it; 0 if there is none
     * @param lines the value
     */
    record Entry(int line, String name, int session, List<String> lines) {
        /** The value as running text. */
        String prose() {
            return String.join(" ", lines.stream().map(String::strip).toList()).strip();
        }

        /** The value as it is typed. */
        String typed() {
            return String.join("\n", lines).strip();
        }
    }

    static List<Entry> of(String text, LessonMistakes mistakes) {
        List<Entry> entries = new ArrayList<>();
        Entry current = null;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (Character.isWhitespace(line.charAt(0))) {
                goOn(current, line, number, mistakes);
            } else {
                current = begin(line, number, mistakes);
                entries.add(current);
            }
        }
        return entries;
    }

    private static Entry begin(String line, int number, LessonMistakes mistakes) {
        Matcher command = COMMAND.matcher(line);
        if (command.matches()) {
            return entry(number, ">", Integer.parseInt(command.group(1)), command.group(2));
        }
        Matcher field = FIELD.matcher(line);
        if (!field.matches()) {
            throw mistakes.of(
                    number,
                    "“" + line.strip() + "” is not understood.",
                    "Begin the line with a field's name and a colon, such as “what:”, or with a session's number, such as"
                            + " “1>”;"
                            + " indent it if it goes on with the line before.");
        }
        String value = field.group(3) == null ? "" : field.group(3);
        return entry(number, field.group(1), field.group(2) == null ? 0 : Integer.parseInt(field.group(2)), value);
    }

    private static Entry entry(int number, String name, int session, String value) {
        return new Entry(number, name, session, new ArrayList<>(List.of(value)));
    }

    private static void goOn(@Nullable Entry current, String line, int number, LessonMistakes mistakes) {
        if (current == null) {
            throw mistakes.of(
                    number, "the line is indented, but nothing stands before it.", "Begin it at the left margin.");
        }
        int indented = 0;
        while (indented < INDENT && Character.isWhitespace(line.charAt(indented))) {
            indented++;
        }
        current.lines().add(line.substring(indented).stripTrailing());
    }
}
