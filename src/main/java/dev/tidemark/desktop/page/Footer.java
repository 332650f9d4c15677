package dev.tidemark.desktop.page;

import java.util.Optional;

/**
 * What a page puts into the bottom bar.
 *
 * @param status a few words at the left
 * @param stop what ends or gives up what is under way
 * @param back one page back
 * @param next the named next step
 */
public record Footer(String status, Optional<Action> stop, Optional<Action> back, Optional<Action> next) {
    public static final Footer EMPTY = new Footer("", Optional.empty(), Optional.empty(), Optional.empty());

    public static Footer of(String status) {
        return new Footer(status, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Footer stop(Action action) {
        return new Footer(status, Optional.of(action), back, next);
    }

    public Footer back(Action action) {
        return new Footer(status, stop, Optional.of(action), next);
    }

    public Footer next(Action action) {
        return new Footer(status, stop, back, Optional.of(action));
    }
}
