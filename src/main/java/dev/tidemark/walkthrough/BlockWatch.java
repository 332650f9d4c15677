package dev.tidemark.walkthrough;

import dev.tidemark.problem.ProblemException;
import dev.tidemark.walkthrough.psql.PsqlSession;
import dev.tidemark.walkthrough.psql.Running;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees which of the sessions hang, and whom they wait for. Asks the server only while a statement takes its time. */
final class BlockWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlockWatch.class);
    private static final long EVERY_MILLIS = 150;
    private static final Duration WORTH_A_LOOK = Duration.ofMillis(100);

    private final Control control;
    private final List<PsqlSession> sessions;
    private final Changes changes;
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
            1, Thread.ofVirtual().name("block-watch").factory());
    private volatile Map<Integer, List<Integer>> blockers = Map.of();

    BlockWatch(Control control, List<PsqlSession> sessions, Changes changes) {
        this.control = control;
        this.sessions = List.copyOf(sessions);
        this.changes = changes;
        clock.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** @param number the session's, from 1 */
    Optional<Hang> hang(int number) {
        PsqlSession session = sessions.get(number - 1);
        Optional<Running> running = session.running();
        int pid = session.pid().orElse(0);
        List<Integer> before = blockers.getOrDefault(pid, List.of());
        if (running.isEmpty() || before.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Hang(
                running.get().sql(),
                before.stream().map(this::name).distinct().sorted().toList(),
                running.get().lasting()));
    }

    private String name(int pid) {
        for (int i = 0; i < sessions.size(); i++) {
            if (sessions.get(i).pid().orElse(-1) == pid) {
                return "session " + (i + 1);
            }
        }
        return "somebody else (pid " + pid + ")";
    }

    private void look() {
        String slow = sessions.stream()
                .filter(s -> s.running()
                        .filter(r -> r.lasting().compareTo(WORTH_A_LOOK) > 0)
                        .isPresent())
                .flatMap(s -> s.pid().stream().boxed())
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        Map<Integer, List<Integer>> seen = slow.isEmpty() ? Map.of() : ask(slow);
        if (!seen.equals(blockers)) {
            blockers = seen;
            changes.happened();
        }
    }

    private Map<Integer, List<Integer>> ask(String pids) {
        try {
            Map<Integer, List<Integer>> seen = new HashMap<>();
            for (List<@Nullable String> row : control.ask("""
                    SELECT pid, array_to_string(pg_blocking_pids(pid), ' ')
                    FROM unnest(ARRAY[%s]) AS pid
                    """.formatted(pids))) {
                String by = String.valueOf(row.getLast());
                if (!by.isEmpty()) {
                    seen.put(
                            Integer.valueOf(String.valueOf(row.getFirst())),
                            Arrays.stream(by.split(" ", -1))
                                    .map(Integer::valueOf)
                                    .toList());
                }
            }
            return seen;
        } catch (ProblemException e) {
            LOG.debug("Who waits for whom could not be asked", e);
            return Map.of();
        }
    }

    /** Waits for the last look: to interrupt it would cut the connection, which is still needed (JEP 444). */
    @Override
    public void close() {
        clock.close();
    }
}
