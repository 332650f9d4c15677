package dev.tidemark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.DemoApplication;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SandboxOptions;
import org.junit.jupiter.api.Test;

/** What dies in the middle costs no row, shows none twice, keeps no lock and leaves nothing that the history does not know. */
class FaultBenchTest {
    private static final int ROUNDS = Integer.getInteger("tidemark.faults.rounds", 20);

    /** The moments and targets are the same each time; how far a run has come by then is not. */
    private static final long SEED = Long.getLong("tidemark.faults.seed", 5);

    @Test
    void runsAreHitAtAnyMomentAndNothingIsLost() throws InterruptedException {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.temporary().withOrders(2000), _ -> {});
                DemoApplication application = sandbox.startApplication(DemoOptions.standard());
                FaultBench bench = new FaultBench(sandbox, application, SEED)) {
            FaultFigures figures = bench.run(ROUNDS, _ -> {}, () -> false);
            assertThat(figures.rounds()).isEqualTo(ROUNDS);
            assertThat(figures.clean()).as("seed %d, %s", SEED, figures).isTrue();
        }
    }
}
