package dev.tidemark.postgres;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts one session, all that it waits for and all that wait for it, directly or through others, into a tree. */
final class LockTree {
    private static final Comparator<LockNode> LONGEST_FIRST = Comparator.comparing(
                    (LockNode node) -> node.waiting().orElse(node.session().open()))
            .reversed();

    private final String ours;
    /** For each session the lock that it waits for, or else one by which it keeps another waiting. */
    private final Map<String, LockRow> shown = new HashMap<>();
    /** For each session those that it waits for. */
    private final Map<String, Set<String>> blockers = new LinkedHashMap<>();
    /** How many stand, one before the other, ahead of a session. */
    private final Map<String, Integer> depths = new HashMap<>();

    private LockTree(List<LockRow> locks, int ourPid) {
        this.ours = Integer.toString(ourPid);
        for (LockRow request : locks) {
            if (!request.granted()) {
                shown.put(request.who(), request);
                Set<String> ahead = blockers.computeIfAbsent(request.who(), _ -> new LinkedHashSet<>());
                locks.stream().filter(lock -> lock.blocks(request)).forEach(lock -> {
                    ahead.add(lock.who());
                    shown.putIfAbsent(lock.who(), lock);
                });
            }
        }
        locks.stream().filter(LockRow::ours).forEach(lock -> shown.putIfAbsent(lock.who(), lock));
    }

    /** Those at the front, who wait for nobody; empty if nobody waits for this session nor this session for anybody. */
    static List<LockNode> around(List<LockRow> locks, int ourPid) {
        return new LockTree(locks, ourPid).roots();
    }

    private List<LockNode> roots() {
        Set<String> members = new LinkedHashSet<>();
        addAhead(ours, members);
        addBehind(ours, members);
        Map<String, List<String>> behind = new HashMap<>();
        List<String> roots = new ArrayList<>();
        for (String member : members) {
            Optional<String> parent = parent(member, members);
            parent.ifPresentOrElse(
                    p -> behind.computeIfAbsent(p, _ -> new ArrayList<>()).add(member), () -> roots.add(member));
        }
        return members.size() == 1 ? List.of() : nodes(roots, behind);
    }

    private void addAhead(String session, Set<String> members) {
        if (members.add(session)) {
            ahead(session).forEach(blocker -> addAhead(blocker, members));
        }
    }

    private void addBehind(String session, Set<String> members) {
        blockers.forEach((waiter, ahead) -> {
            if (ahead.contains(session) && members.add(waiter)) {
                addBehind(waiter, members);
            }
        });
    }

    private Set<String> ahead(String session) {
        return blockers.getOrDefault(session, Set.of());
    }

    /** A session with more ahead of it than the member has is none: two that wait for each other must not both hide. */
    private Optional<String> parent(String member, Set<String> members) {
        return ahead(member).stream()
                .filter(members::contains)
                .filter(blocker -> depth(blocker) < depth(member))
                .max(Comparator.comparing(this::depth));
    }

    private int depth(String session) {
        Integer known = depths.putIfAbsent(session, 0);
        if (known == null) {
            int deepest = ahead(session).stream().mapToInt(this::depth).max().orElse(-1) + 1;
            depths.put(session, deepest);
            return deepest;
        }
        return known;
    }

    private List<LockNode> nodes(List<String> sessions, Map<String, List<String>> behind) {
        return sessions.stream()
                .flatMap(session -> Optional.ofNullable(shown.get(session)).stream())
                .map(lock -> new LockNode(
                        lock.session(),
                        lock.granted() ? Optional.empty() : Optional.of(lock.waited()),
                        lock.who().equals(ours),
                        nodes(behind.getOrDefault(lock.who(), List.of()), behind)))
                .sorted(LONGEST_FIRST)
                .toList();
    }
}
