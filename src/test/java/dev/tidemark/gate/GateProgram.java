package dev.tidemark.gate;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.postgres.Catalog;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.wire.Mark.MarkedTable;
import dev.tidemark.wire.RunId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A program that closes the gate to {@link GateFixture}'s tables, says so, and goes on when it gets a line; then it says how
 * that ended.
 */
final class GateProgram {
    static final Duration BUDGET = Duration.ofMillis(1500);

    private GateProgram() {}

    /** @param args database URL, bootstrap servers, event topic, the step to stop after */
    public static void main(String[] args) throws IOException {
        Login login = new Login(DatabaseAddress.parse(args[0]), Optional.empty());
        try (WatchPool pool = WatchPool.open(login);
                Gate gate = Gate.prepare(
                        new GateOrder(
                                RunId.at(Instant.now(), new Random()),
                                GatePlan.standard().withBudget(BUDGET),
                                login,
                                new Catalog(pool).facts(),
                                KafkaAddress.of(args[1]),
                                List.of(new MarkedTable(GateFixture.FIRST, "rows")),
                                Map.of(args[2], 6),
                                2,
                                false),
                        new GateFixture.RecordingListener(),
                        new GateFixture.RecordingListener())) {
            Locked locked = gate.lock();
            stop("LOCKED", args[3]);
            Exported exported = locked.export();
            stop("EXPORTED", args[3]);
            Marked marked = exported.mark();
            stop("MARKED", args[3]);
            marked.release().readers().close();
            System.out.println("released");
        } catch (ProblemException e) {
            System.out.println(e.problem().code());
        }
    }

    private static void stop(String here, String where) throws IOException {
        if (here.equals(where)) {
            System.out.println(here);
            int _ = System.in.read();
        }
    }
}
