package dev.tidemark.command;

import dev.tidemark.gate.Verdict;
import dev.tidemark.plan.Plan;
import dev.tidemark.problem.Problem;
import dev.tidemark.run.EventJson;
import dev.tidemark.run.RunEvent;
import dev.tidemark.run.RunState;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** Each event of a run as one line of JSON, in UTF-8 whatever the terminal's character set, and nothing else. */
final class JsonReport implements Report {
    private final PrintStream out;
    private final EventJson json;

    JsonReport(PrintStream out, Clock clock) {
        this.out = out;
        this.json = new EventJson(clock);
    }

    @Override
    public void planned(Plan plan) {}

    @Override
    public void checked(List<Verdict> verdicts) {}

    @Override
    public void tick(RunState state) {}

    @Override
    public void ended(RunState state) {}

    @Override
    public void refused(Problem problem) {
        write(json.line(new RunEvent.Failed(problem)));
    }

    @Override
    public void happened(RunEvent event, RunState state) {
        write(json.line(event));
    }

    private synchronized void write(String line) {
        out.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
