package dev.tidemark.postgres;

import java.util.List;

/**
 * Who waits for us and who is ahead of us, at one moment.
 *
 * @param waiting sessions that our lock (or our lock request) keeps waiting, longest first
 * @param ahead sessions that our lock request waits for; empty when we have the lock
 */
public record LockPicture(List<LockWait> waiting, List<LockHolder> ahead) {
    public static final LockPicture EMPTY = new LockPicture(List.of(), List.of());

    public LockPicture {
        waiting = List.copyOf(waiting);
        ahead = List.copyOf(ahead);
    }
}
