package dev.tidemark.run;

import dev.tidemark.journal.Ownership;
import dev.tidemark.journal.RunFolder;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.read.ReadTable;
import dev.tidemark.read.StagedTable;
import dev.tidemark.wire.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs that this user has on this computer, and what can be done with those that were cut short. All calls block. */
public final class PastRuns {
    private static final Logger LOG = LoggerFactory.getLogger(PastRuns.class);

    private final Path folder;

    /** @param folder that has a folder for each run */
    public PastRuns(Path folder) {
        this.folder = folder;
    }

    public static PastRuns ofThisUser() {
        return new PastRuns(RunFolders.ofThisUser().path());
    }

    /** All of them, the latest first. Throws a ProblemException if the folder can't be read. */
    public List<PastRun> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.flatMap(path -> read(path).stream())
                    .sorted(Comparator.comparing(PastRun::run).reversed())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw unusable(folder, e).asException(e);
        }
    }

    /** The one with this id, or whose id alone begins so. Throws a ProblemException if there is none, or several. */
    public PastRun find(String id) {
        List<PastRun> found = all().stream()
                .filter(run -> run.run().value().startsWith(id.strip()))
                .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw Problem.of(
                        "run-unknown",
                        found.isEmpty() ? "There is no run " + id + "." : "Several runs begin with " + id + ".",
                        "This computer has " + (folder) + " for its runs.",
                        "List them with: tidemark runs")
                .asException();
    }

    private static Optional<PastRun> read(Path path) {
        RunId run;
        try {
            run = new RunId(String.valueOf(path.getFileName()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        RunFolder folder = new RunFolder(path);
        try {
            JournalReader known = JournalReader.read(folder, run);
            deleteLeftRows(known, folder);
            return Optional.of(known.run());
        } catch (ProblemException e) {
            return Optional.of(new PastRun(
                    run,
                    folder,
                    Standing.UNREADABLE,
                    Stage.PLANNED,
                    Instant.EPOCH,
                    "",
                    "",
                    "",
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    0,
                    Optional.of(e.problem())));
        }
    }

    /** A program that died right after a run's last word could not delete the staged rows any more; nobody needs them. */
    private static void deleteLeftRows(JournalReader known, RunFolder folder) {
        if (known.left() == Standing.OVER && !Ownership.isTaken(folder.owner())) {
            try {
                new StageFolder(known.basis().stage()).delete();
            } catch (ProblemException e) {
                LOG.debug("Where the rows of {} were staged can't be told", folder.path(), e);
            }
        }
    }

    /**
     * Takes up a run whose rows are all read, or that was publishing them: commit goes on where it stopped. Throws a
     * ProblemException if that can't be, or another program has the run.
     */
    public Backfill resume(PastRun past) {
        RunJournal journal = RunJournal.reopen(past.folder(), Clock.systemUTC());
        try {
            // Only what is read while nobody else has the run is still true when something is done about it.
            JournalReader known = JournalReader.read(past.folder(), past.run());
            if (!known.left().resumable()) {
                throw not("resumable", "can't be taken up again", past, known.left());
            }
            RunBasis basis = known.basis();
            List<ReadTable> read = basis.streamed()
                    ? known.tables(basis.plan())
                    : basis.staged().open(basis.plan().tables()).stream()
                            .map(StagedTable::read)
                            .toList();
            RunHub hub = basis.hub(Map.of());
            RunTally tally = hub.tally();
            known.fill(tally);
            read.forEach(table -> tally.table(table.plan().table()).read(table));
            tally.stage(Stage.STAGED);
            hub.makeKnown();
            return Backfill.left(basis, hub, journal, read);
        } catch (ProblemException e) {
            journal.close();
            throw e;
        }
    }

    /**
     * Withdraws the marks of a run that was cut short, if there are any, and deletes its rows. Gives a sentence on what
     * was done. Throws a ProblemException if that can't be, or not now.
     */
    public String discard(PastRun past) {
        try (RunJournal journal = RunJournal.reopen(past.folder(), Clock.systemUTC())) {
            JournalReader known = JournalReader.read(past.folder(), past.run());
            if (!known.left().discardable()) {
                throw not("discardable", "can't be discarded", past, known.left());
            }
            return new Withdrawing(known, journal).go();
        }
    }

    /**
     * Reads back what the log has of a run that is over. Throws a ProblemException if it isn't, or if Kafka can't be read.
     *
     * @param seen told now and then how many messages were read
     */
    public Verification verify(PastRun past, LongConsumer seen) {
        JournalReader known = JournalReader.read(past.folder(), past.run());
        if (known.standing() != Standing.OVER) {
            throw not("over", "is not over, so what the log has of it counts for nothing yet", past, known.standing());
        }
        return Verifying.of(known, seen);
    }

    private static ProblemException not(String what, String cant, PastRun past, Standing left) {
        return Problem.of(
                        "run-not-" + what,
                        "Run " + past.run() + " " + cant + ".",
                        left.fact(),
                        left.advice().isEmpty() ? "There is nothing to do." : left.advice())
                .asException();
    }

    /** Makes the run's report from its journal, as far as that goes, and gives its file. Throws a ProblemException. */
    public Path report(PastRun past) {
        RunReports.make(past.folder());
        return past.folder().report();
    }

    /** Deletes what a run left on this computer: a run that is over, or whose journal can't be read. */
    public void delete(PastRun past) {
        Standing now = read(past.folder().path()).map(PastRun::standing).orElse(past.standing());
        boolean taken = Ownership.isTaken(past.folder().owner());
        if (taken || now != Standing.OVER && now != Standing.UNREADABLE) {
            throw not("over", "is not over", past, taken ? Standing.UNDER_WAY : now);
        }
        try {
            // The end of a run deletes its rows, unless the program died in between.
            past.plan()
                    .flatMap(plan -> plan.read().stage())
                    .ifPresent(elsewhere ->
                            new StageFolder(elsewhere.resolve(past.run().value())).delete());
            past.folder().delete();
        } catch (IOException e) {
            throw unusable(past.folder().path(), e).asException(e);
        }
    }

    private static Problem unusable(Path folder, Exception e) {
        return Problem.of(
                "run-folder",
                "The folder of the runs can't be used.",
                folder + ": " + e,
                "See that the folder is there and that you may read and write it.");
    }
}
