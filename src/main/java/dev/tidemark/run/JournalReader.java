package dev.tidemark.run;

import dev.tidemark.gate.GateProblems;
import dev.tidemark.journal.Journal;
import dev.tidemark.journal.Ownership;
import dev.tidemark.journal.RunFolder;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.PlanFile;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.read.ReadTable;
import dev.tidemark.wire.Checksum;
import dev.tidemark.wire.LedgerEntry.Share;
import dev.tidemark.wire.Position;
import dev.tidemark.wire.RunId;
import dev.tidemark.wire.Snapshot;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a run's journal says, put together line by line. */
final class JournalReader {
    private final RunFolder folder;
    private final RunId run;
    private final Map<String, Integer> partitions = new HashMap<>();
    private final Map<String, Map<Integer, Long>> ends = new HashMap<>();
    private final List<Position> marks = new ArrayList<>();
    private Instant begun = Instant.EPOCH;
    private String user = "";
    private String role = "";
    private String database = "";
    private Stage stage = Stage.PLANNED;
    private boolean withdrawing;
    private @Nullable Snapshot snapshot;
    private Instant exportedAt = Instant.EPOCH;
    private Instant openedAt = Instant.EPOCH;
    private @Nullable Duration closed;
    private int mostWaiters;
    private final Map<String, Share> read = new HashMap<>();
    private long rowsPublished;
    private @Nullable Problem problem;

    private JournalReader(RunFolder folder, RunId run) {
        this.folder = folder;
        this.run = run;
    }

    /** Reads a journal. Throws a ProblemException if it can't be read, is damaged, or is of a newer version. */
    static JournalReader read(RunFolder folder, RunId run) {
        JournalReader reader = new JournalReader(folder, run);
        List<JsonNode> lines = Journal.read(folder.journal());
        try {
            lines.forEach(reader::take);
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            throw Problem.of(
                            "journal-damaged",
                            "The journal " + folder.journal() + " is damaged.",
                            String.valueOf(e.getMessage()),
                            "Restore the file from a copy, or delete the run from the history.")
                    .asException(e);
        }
        return reader;
    }

    private void take(JsonNode line) {
        Instant at = Instant.parse(line.path("at").asString());
        switch (line.path("event").asString()) {
            case "begun" -> begun(line, at);
            case "stage" -> reached(Stage.valueOf(line.path("stage").asString().toUpperCase(Locale.ROOT)));
            case "snapshot" -> {
                snapshot = snapshot(line);
                exportedAt = at;
            }
            case "mark" ->
                marks.add(new Position(
                        line.path("topic").asString(),
                        line.path("partition").asInt(),
                        line.path("offset").asLong()));
            case "gate-opened" -> {
                closed = Duration.ofNanos(Math.round(line.path("closedMs").asDouble() * 1e6));
                mostWaiters = line.path("mostWaiters").asInt();
                openedAt = at;
            }
            case "table-staged" ->
                read.put(
                        line.path("table").asString(),
                        new Share(
                                line.path("rows").asLong(),
                                line.path("checksum").asString()));
            case "table-published" -> rowsPublished += line.path("rows").asLong();
            case "published" -> stage = Stage.COMMITTED;
            case "withdrawing" -> withdrawing = true;
            case "failed" -> problem = problem(line);
            default -> {
                // Told for people and for the report; nothing follows from it here.
            }
        }
    }

    private void reached(Stage next) {
        stage = next;
        if (next == Stage.DISCARDED) {
            // What could not be withdrawn at first is withdrawn now.
            problem = null;
        }
    }

    private void begun(JsonNode line, Instant at) {
        int version = line.path("tidemark").asInt();
        if (version > RunJournal.VERSION) {
            throw Problem.of(
                            "journal-newer",
                            "Run " + run + " was made by a newer Tidemark.",
                            "Its journal has version " + version + ", this program knows " + RunJournal.VERSION + ".",
                            "Use the newer program for it.")
                    .asException();
        }
        begun = at;
        user = line.path("user").asString();
        role = line.path("role").asString();
        database = line.path("database").asString();
        line.path("topics").propertyStream().forEach(topic -> {
            partitions.put(topic.getKey(), topic.getValue().path("partitions").asInt());
            Map<Integer, Long> offsets = new HashMap<>();
            topic.getValue()
                    .path("ends")
                    .propertyStream()
                    .forEach(end -> offsets.put(
                            Integer.valueOf(end.getKey()), end.getValue().asLong()));
            ends.put(topic.getKey(), offsets);
        });
    }

    private static Snapshot snapshot(JsonNode line) {
        List<Long> inProgress = new ArrayList<>();
        line.path("xip").forEach(xid -> inProgress.add(xid.asLong()));
        return new Snapshot(
                line.path("snapshot").asString(),
                line.path("xmin").asLong(),
                line.path("xmax").asLong(),
                inProgress,
                line.path("lsn").asString());
    }

    private static Problem problem(JsonNode line) {
        return Problem.of(
                line.path("code").asString(),
                line.path("what").asString(),
                line.path("why").asString(),
                line.path("toDo").asString());
    }

    Standing standing() {
        Standing left = left();
        return left != Standing.OVER && Ownership.isTaken(folder.owner()) ? Standing.UNDER_WAY : left;
    }

    /** The same for whoever has the run in hand: how the program before left it. */
    Standing left() {
        boolean voidsMissing = problem != null && problem.code().equals(GateProblems.VOID_NOT_WRITTEN);
        if (stage.over() && !voidsMissing) {
            return Standing.OVER;
        }
        if (withdrawing || voidsMissing) {
            return Standing.WITHDRAWING;
        }
        return switch (stage) {
            case PLANNED -> Standing.NOTHING_DONE;
            case LOCKING, LOCKED, EXPORTED, MARKED -> Standing.AT_THE_GATE;
            case READING -> Standing.SNAPSHOT_LOST;
            case STAGED -> Standing.STAGED;
            case PUBLISHING -> Standing.PUBLISHING;
            case COMMITTED, DISCARDED, FAILED -> Standing.OVER;
        };
    }

    PastRun run() {
        Optional<Plan> plan = plan();
        return new PastRun(
                run,
                folder,
                standing(),
                stage,
                begun,
                user,
                role,
                database,
                plan.stream()
                        .flatMap(p -> p.tables().stream().map(TablePlan::table))
                        .toList(),
                plan,
                Optional.ofNullable(closed),
                read.values().stream().mapToLong(Share::rows).sum(),
                rowsPublished,
                Optional.ofNullable(problem));
    }

    private Optional<Plan> plan() {
        try {
            return Optional.of(PlanFile.read(folder.plan()));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** Throws a ProblemException if the plan can't be read any more. */
    RunBasis basis() {
        return new RunBasis(run, PlanFile.read(folder.plan()), partitions, folder);
    }

    /** What was read of each table, without its columns. */
    List<ReadTable> tables(Plan plan) {
        return plan.tables().stream()
                .map(t -> {
                    Share whole = read.getOrDefault(t.table().toString(), new Share(0, new Checksum().text()));
                    return new ReadTable(t, List.of(), whole.rows(), 0, whole.checksum(), whole.rows());
                })
                .toList();
    }

    /** Each event topic's end offsets before the lock. */
    Map<String, Map<Integer, Long>> ends() {
        return Map.copyOf(ends);
    }

    /** Tells a tally what is known of the gate and the snapshot. */
    void fill(RunTally tally) {
        if (snapshot != null) {
            tally.exported(snapshot, exportedAt);
        }
        marks.forEach(tally.gate()::landed);
        if (closed != null) {
            tally.gate().passed(openedAt, closed, mostWaiters);
        }
    }
}
