package dev.tidemark.command;

import dev.tidemark.gate.Verdict;
import dev.tidemark.plan.Plan;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.run.Backfill;
import dev.tidemark.run.GateStep;
import dev.tidemark.run.Pace;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Servers;
import dev.tidemark.run.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** One backfill from its checks to its end, with a question before the gate and one before the commit. */
final class GuidedRun {
    private static final Duration TICK = Duration.ofMillis(200);

    private final Report report;
    private final Terminal terminal;
    private final Questions questions;
    private final StopSignal stop;
    private final Pace pace;

    GuidedRun(Report report, Terminal terminal, Questions questions, StopSignal stop, Pace pace) {
        this.report = report;
        this.terminal = terminal;
        this.questions = questions;
        this.stop = stop;
        this.pace = pace;
    }

    /** Throws a ProblemException if the plan is refused. */
    Outcome run(Servers servers, Plan plan) {
        report.planned(plan);
        List<Verdict> verdicts = servers.check(plan);
        report.checked(verdicts);
        Optional<ProblemException> refusal = verdicts.stream()
                .filter(Verdict::refuses)
                .flatMap(verdict -> verdict.problem().stream())
                .map(Problem::asException)
                .findFirst();
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        try (Backfill backfill = servers.prepare(plan)) {
            backfill.listen(report);
            try (StopSignal.Registration _ = stop.tell(() -> giveUp(backfill))) {
                return run(backfill);
            }
        }
    }

    private Outcome run(Backfill backfill) {
        RunState before = backfill.state();
        if (!questions.yes(gateQuestion(before.plan()))) {
            backfill.discard();
            return Outcome.declined(watch(backfill, state -> false));
        }
        backfill.start(pace);
        if (pace == Pace.STEP_BY_STEP) {
            stepThrough(backfill);
        }
        RunState staged = watch(backfill, state -> state.stage() == Stage.STAGED);
        if (staged.stage().over()) {
            return ended(staged);
        }
        terminal.blank();
        if (questions.yes("Commit: publish " + Figures.count(staged.rowsRead(), "row") + "?")) {
            backfill.commit();
        } else {
            backfill.discard();
        }
        return ended(watch(backfill, state -> false));
    }

    private static String gateQuestion(Plan plan) {
        int tables = plan.tables().size();
        return "Close the gate? Writers to " + (tables == 1 ? "this table" : "these " + tables + " tables")
                + " will wait, " + Figures.duration(plan.gate().budget()) + " at most.";
    }

    /** Enter does the next step, for as long as the gate is not open again. */
    private void stepThrough(Backfill backfill) {
        while (true) {
            Optional<GateStep> waiting = backfill.state().gate().steps().stream()
                    .filter(step -> step.progress() == GateStep.Progress.WAITING)
                    .findFirst();
            if (waiting.isEmpty() || backfill.state().stage().over()) {
                return;
            }
            GateStep.Kind next = waiting.get().kind();
            String name = next.name().toLowerCase(Locale.ROOT);
            if (!questions.enter("Enter does the next step: " + name + ".")) {
                backfill.release();
                return;
            }
            backfill.next();
            watch(backfill, state -> isDone(state, next));
        }
    }

    private static boolean isDone(RunState state, GateStep.Kind kind) {
        return state.gate().steps().stream()
                .anyMatch(step -> step.kind() == kind && step.progress() == GateStep.Progress.DONE);
    }

    private RunState watch(Backfill backfill, Predicate<RunState> wanted) {
        while (true) {
            RunState state = backfill.await(wanted, TICK);
            if (wanted.test(state) || state.stage().over()) {
                return state;
            }
            report.tick(state);
        }
    }

    private Outcome ended(RunState state) {
        report.ended(state);
        return new Outcome(state.stage() == Stage.COMMITTED ? ExitCode.DONE : ExitCode.FAILED, state.problem());
    }

    private void giveUp(Backfill backfill) {
        terminal.line("Stopping: the run is given up. Ctrl+C again ends at once.");
        questions.giveUp();
        backfill.close();
    }

    /**
     * @param code for scripts
     * @param problem what ended the run, if something did
     */
    record Outcome(ExitCode code, Optional<Problem> problem) {
        static Outcome declined(RunState state) {
            return new Outcome(ExitCode.FAILED, state.problem());
        }
    }
}
