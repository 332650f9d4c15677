package dev.tidemark.walkthrough;

import dev.tidemark.kafka.OwnTopics;
import dev.tidemark.walkthrough.lesson.Lesson;
import dev.tidemark.walkthrough.psql.Outcome;
import dev.tidemark.walkthrough.psql.PsqlSession;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lesson that is being gone through, in three sessions at a real database and with a real log. Steps run one after
 * the other on a thread of their own; typing goes to the sessions at any time. May be used from any thread.
 */
public final class Walkthrough implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Walkthrough.class);

    private final Setting setting;
    private final Lesson lesson;
    private final Changes changes;
    private final RandomGenerator random = new Random();
    private final List<StepResult> results = new CopyOnWriteArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("walkthrough").factory());
    private volatile Room room;
    private volatile StepRun run;
    private volatile boolean busy;

    private Walkthrough(Setting setting, Lesson lesson, Runnable changed) {
        this.setting = setting;
        this.lesson = lesson;
        this.changes = new Changes(changed);
        sweep(setting);
        this.room = Room.open(setting, lesson, changes, random);
        this.run = new StepRun(room);
    }

    /**
     * Sets a lesson up; clears away first what a program that died has left there. Blocks for a second or so, and
     * throws a ProblemException if one of the servers refuses.
     *
     * @param changed told after each change of the state, on whatever thread
     */
    public static Walkthrough open(Setting setting, Lesson lesson, Runnable changed) {
        return new Walkthrough(setting, lesson, changed);
    }

    private static void sweep(Setting setting) {
        try (Control control = Control.open(setting.login(), "tidemark lesson sweep")) {
            List<String> topics = LessonSchema.sweep(control);
            if (!topics.isEmpty()) {
                LOG.info("What an earlier lesson left behind is cleared away: {}", topics);
                new OwnTopics(setting.kafka()).delete(topics);
            }
        }
    }

    public WalkthroughState state() {
        Room now = room;
        List<SessionView> sessions = IntStream.rangeClosed(1, Lesson.SESSIONS)
                .mapToObj(number -> view(now, number))
                .toList();
        return new WalkthroughState(
                lesson,
                results,
                busy,
                sessions,
                now.topics().events(),
                now.log().entries(now.topics().events()),
                now.topics().rows(),
                now.log().entries(now.topics().rows()));
    }

    private SessionView view(Room now, int number) {
        PsqlSession session = now.session(number);
        return new SessionView(
                number,
                lesson.role(number),
                session.prompt(),
                session.running().isPresent(),
                now.hang(number),
                session.transcript().lines());
    }

    /** Does the next step; nothing at the lesson's end. */
    public CompletableFuture<WalkthroughState> next() {
        return inTurn(() -> {
            if (results.size() < lesson.steps().size()) {
                results.add(run.run(lesson.steps().get(results.size())));
            }
        });
    }

    /** Begins again and does the lesson's own steps up to the one before the last. */
    public CompletableFuture<WalkthroughState> back() {
        return inTurn(() -> replay(Math.max(0, results.size() - 1)));
    }

    /** Begins again, in an empty schema with an empty log. */
    public CompletableFuture<WalkthroughState> startAgain() {
        return inTurn(() -> replay(0));
    }

    private void replay(int steps) {
        Room old = room;
        room = Room.open(setting, lesson, changes, random);
        run = new StepRun(room);
        results.clear();
        old.close();
        for (int step = 0; step < steps && !thread.isShutdown(); step++) {
            results.add(run.run(lesson.steps().get(step)));
        }
    }

    /** Waits for a step, or for the setting up; throws a ProblemException if a server refused. */
    public static WalkthroughState await(CompletableFuture<WalkthroughState> ordered) {
        try {
            return ordered.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private CompletableFuture<WalkthroughState> inTurn(Runnable work) {
        Supplier<WalkthroughState> order = () -> {
            busy = true;
            changes.happened();
            try {
                work.run();
            } finally {
                busy = false;
                changes.happened();
            }
            return state();
        };
        return CompletableFuture.supplyAsync(order, thread);
    }

    /**
     * Types into a session, as anybody may at any time.
     *
     * @param session from 1
     */
    public CompletableFuture<Outcome> type(int session, String text) {
        return run.byHand(session, text);
    }

    /** Ctrl+C in a session. */
    public void cancel(int session) {
        room.session(session).cancel();
    }

    /**
     * Drops the schema and deletes the topics. A step that runs is not waited out, nor interrupted: that would cut the
     * connection with which the schema is dropped.
     */
    @Override
    public void close() {
        changes.giveUp();
        thread.close();
        room.close();
    }
}
