package dev.tidemark.postgres;

import dev.tidemark.plan.LockMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who keeps whom waiting, worked out from one look at pg_locks. A request waits for those that hold a lock it excludes,
 * and for those that asked for one before it. {@code pg_blocking_pids} says the same, but stops the server's lock table
 * for each session that it is asked about, and the gate is the last moment for that.
 */
record LockGraph(List<LockRow> locks) {

    /** All that our session keeps waiting, directly or through others that it keeps waiting. */
    List<LockWait> behind(int ourPid) {
        return behind(Set.of(ourPid));
    }

    /** All that one of our sessions keeps waiting, the longest first; without those of ours that wait themselves. */
    List<LockWait> behind(Set<Integer> ourPids) {
        List<LockWait> waiting = new ArrayList<>();
        Set<Integer> stuck = new HashSet<>(ourPids);
        List<LockRow> requests = new ArrayList<>(locks.stream()
                .filter(l -> !l.granted() && !ourPids.contains(l.pid()))
                .toList());
        boolean found = true;
        while (found) {
            found = requests.removeIf(request -> {
                List<Integer> blockers =
                        blockers(request).map(LockRow::pid).distinct().sorted().toList();
                boolean ours = blockers.stream().anyMatch(stuck::contains);
                if (ours) {
                    stuck.add(request.pid());
                    waiting.add(request.waiting(blockers));
                }
                return ours;
            });
        }
        waiting.sort(Comparator.comparing(LockWait::waiting).reversed());
        return waiting;
    }

    /** Those that our session's request waits for; if it asks for nothing now, those that it would wait for. */
    List<LockHolder> ahead(int ourPid, LockMode mode) {
        List<LockRow> requests =
                locks.stream().filter(l -> !l.granted() && l.pid() == ourPid).toList();
        return requests.isEmpty()
                ? inTheWay(ourPid, mode)
                : sessions(requests.stream().flatMap(this::blockers));
    }

    private List<LockHolder> inTheWay(int ourPid, LockMode mode) {
        return sessions(locks.stream()
                .filter(lock -> lock.ours() && lock.granted() && lock.pid() != ourPid)
                .filter(lock -> TableLock.of(lock.mode())
                        .map(TableLock.of(mode)::excludes)
                        .orElse(false)));
    }

    private Stream<LockRow> blockers(LockRow request) {
        return locks.stream().filter(lock -> lock.blocks(request));
    }

    /** Each session once, with the first of its locks; the longest transaction first. */
    private static List<LockHolder> sessions(Stream<LockRow> locks) {
        Set<String> seen = new LinkedHashSet<>();
        return locks.map(LockRow::session)
                .sorted(Comparator.comparing(LockHolder::open).reversed())
                .filter(s -> seen.add(s.pid() == 0 ? s.query() : Integer.toString(s.pid())))
                .toList();
    }

    /** Our session among those that it waits for and that wait for it; else those that are in its way, side by side. */
    List<LockNode> tree(int ourPid, LockMode mode) {
        List<LockNode> tree = LockTree.around(locks, ourPid);
        return tree.isEmpty()
                ? inTheWay(ourPid, mode).stream()
                        .map(session -> new LockNode(session, Optional.empty(), false, List.of()))
                        .toList()
                : tree;
    }

    LockPicture picture(int ourPid, LockMode mode) {
        return new LockPicture(behind(ourPid), ahead(ourPid, mode), tree(ourPid, mode));
    }

    static LockGraph of(Collection<LockRow> locks) {
        return new LockGraph(List.copyOf(locks));
    }
}
