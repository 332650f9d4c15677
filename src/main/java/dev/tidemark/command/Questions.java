package dev.tidemark.command;

import java.util.Locale;
import java.util.Optional;

/** Asks before something is done that cannot be undone. */
final class Questions {
    /** What counts as the answer. */
    enum Policy {
        /** What the person says; without a person, no. */
        ASK,
        /** What the person says; without a person, yes: nothing of value is at stake. */
        ASK_IF_SOMEBODY_IS_THERE,
        /** Yes, without asking. */
        YES
    }

    private final Terminal terminal;
    private final Answers answers;
    private final Policy policy;

    Questions(Terminal terminal, Answers answers, Policy policy) {
        this.terminal = terminal;
        this.answers = answers;
        this.policy = policy;
    }

    boolean yes(String question) {
        if (policy == Policy.YES) {
            return true;
        }
        while (true) {
            terminal.prompt(terminal.style().bold(question) + " [y/N]");
            Optional<String> answer = answers.next();
            if (answer.isEmpty()) {
                return nobody();
            }
            switch (answer.get().strip().toLowerCase(Locale.ROOT)) {
                case "y", "yes" -> {
                    return true;
                }
                case "", "n", "no" -> {
                    return false;
                }
                default -> terminal.line("Please type y or n.");
            }
        }
    }

    /** Waits for Enter; whether there was one. */
    boolean enter(String what) {
        terminal.prompt(terminal.style().bold(what));
        return answers.next().isPresent();
    }

    /** Whether nobody is asked, so that asking again would go on for ever. */
    boolean never() {
        return policy == Policy.YES || answers.over();
    }

    /** Whoever is being asked need not answer any more. */
    void giveUp() {
        answers.giveUp();
    }

    private boolean nobody() {
        if (answers.givenUp()) {
            return false;
        }
        boolean answer = policy == Policy.ASK_IF_SOMEBODY_IS_THERE;
        terminal.blank();
        terminal.line(
                answer
                        ? "Nobody is there to answer; this is the sandbox, so it goes on."
                        : "Nobody is there to answer, which counts as “no”; with --yes it does not ask.");
        return answer;
    }
}
