package dev.tidemark.run;

/** Is told what happens in a run, on the run's own thread: be quick, and hand on what takes time. */
@FunctionalInterface
public interface RunListener {
    void happened(RunEvent event, RunState state);
}
