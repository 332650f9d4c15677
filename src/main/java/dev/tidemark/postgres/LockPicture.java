package dev.tidemark.postgres;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who waits for us and who is ahead of us, at one moment.
 *
 * @param waiting sessions that our lock (or our lock request) keeps waiting, longest first
 * @param ahead sessions that our lock request itself waits for; empty when we have the lock
 * @param tree all of them, also those that are ahead of somebody ahead: those who wait for nobody, and beneath each
 *     those who wait for it; our session is one of them if it waits or is waited for
 */
public record LockPicture(List<LockWait> waiting, List<LockHolder> ahead, List<LockNode> tree) {
    public static final LockPicture EMPTY = new LockPicture(List.of(), List.of(), List.of());

    public LockPicture {
        waiting = List.copyOf(waiting);
        ahead = List.copyOf(ahead);
        tree = List.copyOf(tree);
    }

    /** All that are ahead of us, also ahead of somebody ahead: those that can be told to get out of the way. */
    public List<LockHolder> blockers() {
        return tree.stream().flatMap(LockPicture::blockers).toList();
    }

    private static Stream<LockHolder> blockers(LockNode node) {
        return node.ours()
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(node.session()), node.behind().stream().flatMap(LockPicture::blockers));
    }
}
