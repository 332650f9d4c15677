package dev.tidemark.command;

import dev.tidemark.walkthrough.LogEntry;
import dev.tidemark.walkthrough.StepResult;
import dev.tidemark.walkthrough.Walkthrough;
import dev.tidemark.walkthrough.WalkthroughState;
import dev.tidemark.walkthrough.lesson.Lesson;
import dev.tidemark.walkthrough.lesson.Step;
import dev.tidemark.walkthrough.psql.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Goes through a lesson with whoever sits at the terminal: a step with each Enter, and typing in between. */
final class GuidedLesson {
    private static final Pattern FOR_SESSION = Pattern.compile("([1-9])[>: ]\\s*(.+)");
    private static final long A_MOMENT_MILLIS = 800;

    private final Terminal terminal;
    private final Answers answers;
    private boolean ask;
    private final SideBySide columns;
    private final Headings headings;

    /** @param ask whether to wait for Enter before each step */
    GuidedLesson(Terminal terminal, Answers answers, boolean ask, int width) {
        this.terminal = terminal;
        this.answers = answers;
        this.ask = ask;
        this.columns = new SideBySide(terminal, width, Lesson.SESSIONS);
        this.headings = new Headings(terminal);
    }

    /** Whether every step went as the lesson says. */
    boolean run(Walkthrough walkthrough, Lesson lesson) {
        headings.line("Lesson", terminal.style().bold(lesson.title()));
        headings.line("Lesson", lesson.about());
        terminal.blank();
        columns.heading(walkthrough.state().sessions());
        boolean asTold = true;
        while (true) {
            WalkthroughState state = walkthrough.state();
            String order = order(state);
            Matcher typed = FOR_SESSION.matcher(order);
            if (typed.matches()) {
                type(walkthrough, Integer.parseInt(typed.group(1)), typed.group(2));
                continue;
            }
            switch (order.toLowerCase(Locale.ROOT)) {
                case "" -> asTold &= shown(Walkthrough.await(walkthrough.next()));
                case "b" -> again(walkthrough.back());
                case "r" -> again(walkthrough.startAgain());
                case "q" -> {
                    return asTold;
                }
                default ->
                    terminal.line(
                            "Enter goes on; b back; r again from the start; q ends; 2 SELECT 1; types in session 2.");
            }
        }
    }

    private String order(WalkthroughState state) {
        if (!ask) {
            return state.finished() ? "q" : "";
        }
        String next = state.next().map(step -> "Enter: " + step.title()).orElse("That is the end of the lesson");
        terminal.prompt(terminal.style().bold(next) + terminal.style().faint("  (b, r, q, or 2 SELECT …;)"));
        return answers.next().map(String::strip).orElseGet(() -> nobody(state));
    }

    private String nobody(WalkthroughState state) {
        if (answers.givenUp()) {
            return "q";
        }
        ask = false;
        terminal.blank();
        terminal.line("Nobody is there to press Enter, so it goes on by itself.");
        return order(state);
    }

    private void again(CompletableFuture<WalkthroughState> replayed) {
        columns.startAgain();
        WalkthroughState state = Walkthrough.await(replayed);
        columns.heading(state.sessions());
        if (state.done() > 0) {
            shown(state);
        }
    }

    private boolean shown(WalkthroughState state) {
        Optional<Step> step = state.current();
        if (step.isEmpty()) {
            return true;
        }
        terminal.blank();
        terminal.line(terminal.style()
                .bold("Step " + state.done() + " of " + state.lesson().steps().size() + ". "
                        + step.get().title()));
        terminal.line(step.get().what());
        terminal.line(terminal.style().faint(step.get().why()));
        terminal.blank();
        columns.news(state.sessions());
        log("Log", state.events());
        log("Rows", state.rows());
        state.explanation()
                .ifPresent(text -> terminal.line(terminal.style().warning("Not as the lesson says. ") + text));
        return state.results().getLast() instanceof StepResult.AsTold;
    }

    private void log(String name, List<LogEntry> entries) {
        if (!entries.isEmpty()) {
            String all = String.join(
                    "  ",
                    entries.stream()
                            .map(e -> "[" + e.position().offset() + " " + e.words() + "]")
                            .toList());
            terminal.line(terminal.style().bold(name + "  ") + all);
        }
    }

    private void type(Walkthrough walkthrough, int session, String text) {
        if (session > Lesson.SESSIONS) {
            terminal.line("There is no session " + session + ".");
            return;
        }
        CompletableFuture<Outcome> outcome = walkthrough.type(session, text);
        try {
            outcome.completeOnTimeout(Outcome.Done.QUIETLY, A_MOMENT_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
        } finally {
            columns.news(walkthrough.state().sessions());
        }
    }
}
