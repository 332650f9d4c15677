package dev.tidemark.desktop.page;

import java.util.Optional;

/**
 * Something a button in the bottom bar does.
 *
 * @param label names it
 * @param against why it cannot be done just now; empty if it can
 * @param run does it
 */
public record Action(String label, Optional<String> against, Runnable run) {
    public static Action of(String label, Runnable run) {
        return new Action(label, Optional.empty(), run);
    }

    public Action unless(boolean refused, String reason) {
        return refused && against.isEmpty() ? new Action(label, Optional.of(reason), run) : this;
    }

    /** Does it if nothing is against it. */
    public void fire() {
        if (against.isEmpty()) {
            run.run();
        }
    }
}
