package dev.tidemark.command;

import dev.tidemark.gate.Verdict;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.ReadPlan.Mode;
import dev.tidemark.problem.Problem;
import dev.tidemark.run.Backfill;
import dev.tidemark.run.Pace;
import dev.tidemark.run.RunEvent;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Servers;
import dev.tidemark.run.Stage;
import java.util.List;
import java.util.Optional;

/** One backfill from its checks to its end, with a question before the gate and one before the commit. */
final class GuidedRun {
    private final Report report;
    private final Terminal terminal;
    private final Questions questions;
    private final Problems problems;
    private final StopSignal stop;
    private final Pace pace;

    GuidedRun(Report report, Terminal terminal, Questions questions, Problems problems, StopSignal stop, Pace pace) {
        this.report = report;
        this.terminal = terminal;
        this.questions = questions;
        this.problems = problems;
        this.stop = stop;
        this.pace = pace;
    }

    /** Throws a ProblemException if the plan is refused. */
    ExitCode run(Servers servers, Plan plan) {
        report.planned(plan);
        List<Verdict> verdicts = servers.check(plan);
        report.checked(verdicts);
        Optional<Problem> refusal = verdicts.stream()
                .filter(Verdict::refuses)
                .flatMap(verdict -> verdict.problem().stream())
                .findFirst();
        if (refusal.isPresent()) {
            throw refusal.get().asException();
        }
        try (Backfill backfill = servers.prepare(plan)) {
            RunWatch watch = new RunWatch(backfill, report);
            try (StopSignal.Registration _ = stop.tell(() -> giveUp(backfill, watch))) {
                RunState end = run(backfill, watch);
                report.ended(end);
                end.problem().ifPresent(problems::tell);
                return end.stage() == Stage.COMMITTED ? ExitCode.DONE : ExitCode.FAILED;
            }
        }
    }

    private RunState run(Backfill backfill, RunWatch watch) {
        if (!questions.yes(gateQuestion(backfill.state().plan()))) {
            backfill.discard();
            return watch.over();
        }
        backfill.start(pace);
        if (pace == Pace.STEP_BY_STEP) {
            new GateSteps(backfill, watch, questions).walk();
        }
        RunState state = watch.until(GuidedRun::staged);
        return state.stage() == Stage.STAGED ? decide(backfill, watch, state) : watch.over();
    }

    /** Publishing that fails leaves the rows staged, to be published again or given up. */
    private RunState decide(Backfill backfill, RunWatch watch, RunState staged) {
        RunState state = staged;
        boolean streamed = state.plan().read().mode() == Mode.STREAMED;
        String rows = Figures.count(state.rowsRead(), "row");
        String question = streamed ? "Commit: make " + rows + " count?" : "Commit: publish " + rows + "?";
        while (state.stage() == Stage.STAGED && questions.yes(question)) {
            long before = watch.count(GuidedRun::staged);
            backfill.commit();
            state = watch.until(GuidedRun::staged, before);
            if (state.stage() == Stage.STAGED) {
                state.problem().ifPresent(problems::tell);
                question = streamed
                        ? "The ends could not be written; the rows are still there. Try again?"
                        : "Publishing failed; the rows are still staged. Try again?";
            }
            if (stop.asked() || questions.never()) {
                break;
            }
        }
        if (state.stage().over()) {
            return state;
        }
        long before = watch.count(GuidedRun::staged);
        backfill.discard();
        return watch.until(GuidedRun::staged, before);
    }

    private static boolean staged(RunEvent event) {
        return event instanceof RunEvent.StageReached(var stage) && stage == Stage.STAGED;
    }

    private static String gateQuestion(Plan plan) {
        int tables = plan.tables().size();
        return "Close the gate? Writers to " + (tables == 1 ? "this table" : "these " + tables + " tables")
                + " will wait, " + Figures.duration(plan.gate().budget()) + " at most.";
    }

    private void giveUp(Backfill backfill, RunWatch watch) {
        terminal.interruption("Stopping: the run is given up. Ctrl+C again ends at once.");
        questions.giveUp();
        backfill.close();
        watch.end();
    }
}
