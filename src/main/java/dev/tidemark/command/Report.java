package dev.tidemark.command;

import dev.tidemark.gate.Verdict;
import dev.tidemark.plan.Plan;
import dev.tidemark.problem.Problem;
import dev.tidemark.run.RunListener;
import dev.tidemark.run.RunState;
import java.util.List;

/** Tells a run, from its plan to its end. */
interface Report extends RunListener {
    void planned(Plan plan);

    void checked(List<Verdict> verdicts);

    /** Called several times a second while the run works. */
    void tick(RunState state);

    /** The run came to nothing before it began. */
    void refused(Problem problem);

    void ended(RunState state);
}
