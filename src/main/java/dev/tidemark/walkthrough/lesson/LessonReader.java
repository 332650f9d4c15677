package dev.tidemark.walkthrough.lesson;

import dev.tidemark.walkthrough.lesson.LessonLines.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/** Reads one lesson from its text; docs/lessons.md has the form. Throws a ProblemException that names the line. */
public final class LessonReader {
    private static final String EVERY_FIELD =
            "There are title, about, topic, show, session 1 to 3, and in each step: step, what, why,"
                    + " 1> to 3>, expect, keep.";
    private static final String TOPIC = "mytable-events";

    private final LessonMistakes mistakes;
    private final ExpectationReader expectations;
    private final Map<String, Entry> head = new HashMap<>();
    private final Map<Integer, String> roles = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> kept = new HashSet<>();
    private StepDraft draft = StepDraft.NONE;

    private LessonReader(String file) {
        this.mistakes = new LessonMistakes(file);
        this.expectations = new ExpectationReader(mistakes);
    }

    /**
     * @param file the file's name, for people
     * @param id what the lesson is called by
     */
    public static Lesson read(String file, String id, String text) {
        return new LessonReader(file).lesson(id, text);
    }

    private Lesson lesson(String id, String text) {
        for (Entry entry : LessonLines.of(text, mistakes)) {
            take(entry);
        }
        finishStep();
        if (steps.isEmpty()) {
            throw mistakes.of(1, "the lesson has no steps.", "Begin each with “step:” and a few words.");
        }
        return new Lesson(
                id,
                headText("title")
                        .orElseThrow(() ->
                                mistakes.of(1, "the lesson has no title.", "Begin it with “title:” and a few words.")),
                headText("about").orElse(""),
                headText("topic").orElse(TOPIC),
                headText("show").orElse(""),
                roles,
                steps);
    }

    private Optional<String> headText(String name) {
        return Optional.ofNullable(head.get(name)).map(Entry::prose).filter(text -> !text.isEmpty());
    }

    private void take(Entry entry) {
        switch (entry.name()) {
            case "title", "about", "topic", "show" -> header(entry);
            case "session" -> roles.put(expectations.session(entry.session(), entry.line()), entry.prose());
            case "step" -> {
                finishStep();
                draft = new StepDraft(entry);
            }
            case "what" -> draft(entry).what = entry.prose();
            case "why" -> draft(entry).why = entry.prose();
            case ">" -> command(entry);
            case "expect" -> expectation(entry);
            case "keep" -> keep(entry);
            default -> throw mistakes.of(entry.line(), "“" + entry.name() + "” is no field.", EVERY_FIELD);
        }
    }

    private void header(Entry entry) {
        if (draft != StepDraft.NONE) {
            throw mistakes.of(
                    entry.line(), "“" + entry.name() + "” stands inside a step.", "Move it above the first step.");
        }
        if (entry.name().equals("topic") && !entry.prose().matches("[A-Za-z0-9._-]{1,80}")) {
            throw mistakes.of(
                    entry.line(),
                    "“" + entry.prose() + "” is no topic's name.",
                    "Use letters, digits, dots, hyphens and underscores, at most 80.");
        }
        if (head.putIfAbsent(entry.name(), entry) != null) {
            throw mistakes.of(entry.line(), "“" + entry.name() + "” is there twice.", "Remove one of the two.");
        }
    }

    private StepDraft draft(Entry entry) {
        if (draft == StepDraft.NONE) {
            throw mistakes.of(
                    entry.line(),
                    "“" + entry.name() + "” stands before the first step.",
                    "Begin the step with “step:” and a few words.");
        }
        return draft;
    }

    private void command(Entry entry) {
        String text = entry.typed();
        if (text.isEmpty()) {
            throw mistakes.of(
                    entry.line(), "nothing is typed here.", "Write SQL or a backslash command behind the “>”.");
        }
        if (!text.startsWith("\\") && !text.endsWith(";")) {
            throw mistakes.of(
                    entry.line(),
                    "the SQL doesn't end with a semicolon.",
                    "Add it: without one the session waits for more.");
        }
        Matcher names = Command.KEPT.matcher(text);
        while (names.find()) {
            if (!kept.contains(names.group(1))) {
                throw mistakes.of(
                        entry.line(),
                        "nothing is kept as “" + names.group(1) + "” before this line.",
                        "Put “keep: " + names.group(1) + "” below the query that gives it.");
            }
        }
        draft(entry).commands.add(new CommandDraft(expectations.session(entry.session(), entry.line()), text));
    }

    private void expectation(Entry entry) {
        CommandDraft command = latest(entry);
        int session = entry.session() == 0 ? command.session : expectations.session(entry.session(), entry.line());
        command.expected.add(expectations.read(entry.prose(), session, entry.line()));
    }

    private void keep(Entry entry) {
        String name = entry.prose();
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw mistakes.of(
                    entry.line(),
                    "“" + name + "” is no name.",
                    "Use small letters, digits and underscores, as in “snapshot”.");
        }
        latest(entry).keep = Optional.of(name);
        kept.add(name);
    }

    private CommandDraft latest(Entry entry) {
        List<CommandDraft> commands = draft(entry).commands;
        if (commands.isEmpty()) {
            throw mistakes.of(
                    entry.line(),
                    "“" + entry.name() + "” follows nothing that is typed.",
                    "Put it below the command that it is about.");
        }
        return commands.getLast();
    }

    private void finishStep() {
        if (draft == StepDraft.NONE) {
            return;
        }
        if (draft.title.isEmpty() || draft.what.isEmpty()) {
            throw mistakes.of(
                    draft.line,
                    draft.title.isEmpty() ? "the step has no title." : "the step doesn't say what happens.",
                    draft.title.isEmpty() ? "Write a few words behind “step:”." : "Add “what:” and a sentence.");
        }
        steps.add(draft.step());
    }

    private static final class StepDraft {
        static final StepDraft NONE = new StepDraft(new Entry(0, "", 0, List.of()));

        final int line;
        final String title;
        final List<CommandDraft> commands = new ArrayList<>();
        String what = "";
        String why = "";

        StepDraft(Entry entry) {
            this.line = entry.line();
            this.title = entry.prose();
        }

        Step step() {
            return new Step(
                    title,
                    what,
                    why,
                    commands.stream().map(CommandDraft::command).toList());
        }
    }

    private static final class CommandDraft {
        final int session;
        final String text;
        final List<Expectation> expected = new ArrayList<>();
        Optional<String> keep = Optional.empty();

        CommandDraft(int session, String text) {
            this.session = session;
            this.text = text;
        }

        Command command() {
            return new Command(session, text, expected, keep);
        }
    }
}
