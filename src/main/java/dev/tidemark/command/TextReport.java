package dev.tidemark.command;

import dev.tidemark.gate.Verdict;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.ReadPlan.Mode;
import dev.tidemark.problem.Problem;
import dev.tidemark.run.RunEvent;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import java.util.List;

/** A run as a person reads it: a heading at the left, what belongs to it in columns beside it. */
final class TextReport implements Report {
    private final Terminal terminal;
    private final Headings headings;
    private final GateText gate;

    TextReport(Terminal terminal) {
        this.terminal = terminal;
        this.headings = new Headings(terminal);
        this.gate = new GateText(headings, terminal.style());
    }

    @Override
    public void planned(Plan plan) {
        new PlanText(headings, terminal.style()).plan(plan);
    }

    @Override
    public void checked(List<Verdict> verdicts) {
        new PlanText(headings, terminal.style()).checks(verdicts);
        terminal.blank();
    }

    @Override
    public void refused(Problem problem) {}

    @Override
    public void tick(RunState state) {
        ProgressText.of(state).ifPresent(terminal::progress);
    }

    @Override
    public void happened(RunEvent event, RunState state) {
        switch (event) {
            case RunEvent.Started _ -> {}
            case RunEvent.StageReached(var stage) -> reached(stage, state);
            case RunEvent.LockRefused refused -> gate.refused(refused);
            case RunEvent.StepDone(var step) -> gate.step(step);
            // It stands in the step's line.
            case RunEvent.EventsDrained _ -> {}
            case RunEvent.SnapshotExported(var snapshot) -> gate.snapshot(snapshot);
            case RunEvent.MarkLanded _ -> {}
            case RunEvent.GateOpened opened -> gate.opened(opened, state.gate().marks());
            case RunEvent.TableStaged staged ->
                headings.line(
                        "Read",
                        String.format(
                                "%-32s %12s rows   checksum %s",
                                staged.table(), Figures.count(staged.rows()), staged.checksum()));
            case RunEvent.TablePublished(var table, long rows) ->
                headings.line("Commit", String.format("%-32s %12s rows", table, Figures.count(rows)));
            case RunEvent.Mended(var what) -> headings.line("Note", what);
            // The problem itself goes to standard error at the end.
            case RunEvent.Failed _,
                    RunEvent.Checked _,
                    RunEvent.Withdrawing _,
                    RunEvent.Published _,
                    RunEvent.WritersWaited _,
                    RunEvent.Progressed _,
                    RunEvent.HeldUp _ -> {}
        }
    }

    private void reached(Stage stage, RunState state) {
        switch (stage) {
            case LOCKING, READING, PUBLISHING -> terminal.progressBegins();
            case STAGED -> {
                if (state.problem().isEmpty()) {
                    headings.line("Read", total(state.rowsRead(), state) + "; " + inKafka(state));
                    terminal.blank();
                }
            }
            default -> {}
        }
    }

    @Override
    public void ended(RunState state) {
        Style style = terminal.style();
        String run = "Run " + state.run().value();
        switch (state.stage()) {
            case COMMITTED ->
                headings.line(
                        "Done",
                        style.good(run + " is committed") + ": " + Figures.count(state.rowsPublished(), "row")
                                + " in the rows topics, and an end in each of their partitions.");
            case DISCARDED -> headings.line("Given up", style.bold(run + " is discarded") + ": " + remains(state));
            default -> headings.line("Failed", style.bad(run + " came to nothing") + ": " + remains(state));
        }
    }

    /** What is left of a run that was not committed. */
    private static String remains(RunState state) {
        if (!state.stage().over() || state.voidsMissing()) {
            return "no lock is held; but its marks could not be withdrawn.";
        }
        return "no lock is held, no row is kept, "
                + (state.gate().marks().isEmpty() ? "nothing was written to Kafka." : "and its marks are withdrawn.");
    }

    private static String inKafka(RunState state) {
        return state.plan().read().mode() == Mode.STREAMED
                ? "they are in Kafka, where nobody counts them before the commit"
                : "so far only the marks are in Kafka";
    }

    private static String total(long rows, RunState state) {
        return Figures.count(rows, "row") + ", " + Figures.bytes(state.bytesRead());
    }
}
