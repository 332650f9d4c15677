package dev.tidemark.run;

import dev.tidemark.journal.Journal;
import dev.tidemark.journal.Ownership;
import dev.tidemark.journal.RunFolder;
import dev.tidemark.plan.PlanFile;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes down what happens in a run, each thing before the outside world is changed by what follows from it. It is on
 * the disk, not only written, whenever something follows that could not be taken back.
 */
final class RunJournal implements RunListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunJournal.class);

    /** What this program writes and, at most, reads. */
    static final int VERSION = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Journal journal;
    private final RunFolder folder;
    private final Ownership ownership;
    private final EventJson json;
    /** Lines that could not be written yet; they go before the next one. */
    private final Deque<String> waiting = new ArrayDeque<>();

    private @Nullable Problem broken;
    private volatile boolean closed;

    private RunJournal(Journal journal, RunFolder folder, Ownership ownership, Clock clock) {
        this.journal = journal;
        this.folder = folder;
        this.ownership = ownership;
        this.json = new EventJson(clock);
    }

    /**
     * Makes the run's folder and begins its journal. Throws a ProblemException if it can't; then nothing was done.
     *
     * @param role the database role
     * @param positions each event topic's end offsets before the lock: the marks can only stand behind them
     */
    static RunJournal begin(RunBasis basis, String role, Map<String, Map<Integer, Long>> positions, Clock clock) {
        RunFolder folder = basis.folder();
        try {
            folder.make();
        } catch (IOException e) {
            throw Problem.of(
                            "run-folder",
                            "The run's folder could not be made.",
                            folder.path() + ": " + e,
                            "See that there is room on the disk and that you may write there.")
                    .asException(e);
        }
        Ownership ownership = own(folder);
        try {
            PlanFile.write(basis.plan(), folder.plan());
            RunJournal journal = new RunJournal(Journal.create(folder.journal()), folder, ownership, clock);
            journal.journal.append(begun(basis, role, positions, clock), true);
            return journal;
        } catch (ProblemException e) {
            ownership.close();
            throw e;
        }
    }

    /** Goes on with the journal of a run that another program left. */
    static RunJournal reopen(RunFolder folder, Clock clock) {
        Ownership ownership = own(folder);
        try {
            RunJournal journal = new RunJournal(Journal.reopen(folder.journal()), folder, ownership, clock);
            journal.journal.append(takenUp(clock), false);
            return journal;
        } catch (ProblemException e) {
            ownership.close();
            throw e;
        }
    }

    private static Ownership own(RunFolder folder) {
        return Ownership.take(folder.owner())
                .orElseThrow(() -> Problem.of(
                                "run-owned",
                                "Another Tidemark has this run in hand.",
                                "A run has one owner at a time, so that nothing is published twice.",
                                "Go on in the other window or terminal, or end it first.")
                        .asException());
    }

    private static String begun(RunBasis basis, String role, Map<String, Map<Integer, Long>> positions, Clock clock) {
        ObjectNode line = MAPPER.createObjectNode()
                .put("at", clock.instant().toString())
                .put("event", "begun")
                .put("tidemark", VERSION)
                .put("run", basis.run().value())
                .put("user", System.getProperty("user.name", ""))
                .put("role", role)
                .put("database", basis.plan().database().url())
                .put("kafka", basis.plan().kafka().bootstrapServers());
        ObjectNode topics = line.putObject("topics");
        basis.eventPartitions().forEach((topic, partitions) -> {
            ObjectNode node = topics.putObject(topic).put("partitions", partitions);
            ObjectNode ends = node.putObject("ends");
            positions
                    .getOrDefault(topic, Map.of())
                    .forEach((partition, offset) -> ends.put(String.valueOf(partition), (long) offset));
        });
        return MAPPER.writeValueAsString(line);
    }

    private static String takenUp(Clock clock) {
        return MAPPER.writeValueAsString(MAPPER.createObjectNode()
                .put("at", clock.instant().toString())
                .put("event", "taken-up")
                .put("user", System.getProperty("user.name", "")));
    }

    /** What keeps the journal from being written; empty if all that happened is in it. */
    Optional<Problem> broken() {
        return Optional.ofNullable(broken);
    }

    @Override
    public void happened(RunEvent event, RunState state) {
        if (closed || event instanceof RunEvent.Progressed && !waiting.isEmpty()) {
            // The run is another's by now; or nothing follows from it, so it need not be caught up with.
            return;
        }
        String line = json.line(event);
        log(event, line);
        waiting.addLast(line);
        try {
            while (!waiting.isEmpty()) {
                journal.append(waiting.getFirst(), forced(event) && waiting.size() == 1);
                waiting.removeFirst();
            }
            broken = null;
        } catch (ProblemException e) {
            LOG.warn("The journal of {} can't be written", folder.path(), e);
            if (event instanceof RunEvent.Progressed) {
                waiting.removeLast();
            } else {
                broken = e.problem();
            }
        }
        if (event instanceof RunEvent.StageReached(Stage stage) && stage.over()) {
            RunReports.write(folder);
        }
    }

    private static void log(RunEvent event, String line) {
        switch (event) {
            case RunEvent.Failed _, RunEvent.HeldUp _, RunEvent.Mended _, RunEvent.LockRefused _ -> LOG.warn(line);
            case RunEvent.StageReached _, RunEvent.GateOpened _, RunEvent.TableStaged _, RunEvent.Withdrawing _ ->
                LOG.info(line);
            default -> LOG.debug(line);
        }
    }

    /** In the gate nothing waits for the disk: the run's own thread writes this down, not the gate's. */
    private static boolean forced(RunEvent event) {
        return event instanceof RunEvent.Withdrawing
                || event instanceof RunEvent.Published
                || event instanceof RunEvent.Failed
                || (event instanceof RunEvent.StageReached(Stage stage) && !stage.gateClosed());
    }

    @Override
    public void close() {
        closed = true;
        journal.close();
        ownership.close();
    }
}
