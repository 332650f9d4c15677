package dev.tidemark.run;

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
import java.util.stream.Stream;

/** The runs that this user has on this computer, and what can be done with those that were cut short. All calls block. */
public final class PastRuns {
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
            return Optional.of(JournalReader.read(folder, run).run());
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

    /**
     * Takes up a run whose rows are all read, or that was publishing them: commit goes on where it stopped. Throws a
     * ProblemException if that can't be, or another program has the run.
     */
    public Backfill resume(PastRun past) {
        JournalReader known = JournalReader.read(past.folder(), past.run());
        if (!known.standing().resumable()) {
            throw Problem.of(
                            "run-not-resumable",
                            "Run " + past.run() + " can't be taken up again.",
                            known.standing().fact(),
                            known.standing().advice().isEmpty()
                                    ? "Start a new run."
                                    : known.standing().advice())
                    .asException();
        }
        RunBasis basis = known.basis();
        List<ReadTable> read = basis.streamed()
                ? known.streamed(basis.plan())
                : basis.staged().open(basis.plan().tables()).stream()
                        .map(StagedTable::read)
                        .toList();
        RunHub hub = basis.hub(Map.of());
        RunTally tally = hub.tally();
        known.fill(tally);
        read.forEach(table -> tally.table(table.plan().table()).read(table));
        tally.stage(Stage.STAGED);
        hub.makeKnown();
        return Backfill.left(basis, hub, RunJournal.reopen(past.folder(), Clock.systemUTC()), read);
    }

    /**
     * Withdraws the marks of a run that was cut short, if there are any, and deletes its rows. Gives a sentence on what
     * was done. Throws a ProblemException if that can't be, or not now.
     */
    public String discard(PastRun past) {
        JournalReader known = JournalReader.read(past.folder(), past.run());
        if (!known.standing().discardable()) {
            throw Problem.of(
                            "run-not-discardable",
                            "Run " + past.run() + " can't be discarded.",
                            known.standing().fact(),
                            known.standing().advice().isEmpty()
                                    ? "There is nothing to do."
                                    : known.standing().advice())
                    .asException();
        }
        return new Withdrawing(known).go();
    }

    /** Deletes what a run left on this computer: a run that is over, or whose journal can't be read. */
    public void delete(PastRun past) {
        if (past.standing() != Standing.OVER && past.standing() != Standing.UNREADABLE) {
            throw Problem.of(
                            "run-not-over",
                            "Run " + past.run() + " is not over.",
                            past.standing().fact(),
                            past.standing().advice())
                    .asException();
        }
        try {
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
