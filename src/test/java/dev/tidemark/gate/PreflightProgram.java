package dev.tidemark.gate;

import dev.tidemark.kafka.Cluster;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.WatchPool;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The checks before the lock in a process of their own; says what each finds, one a line. */
final class PreflightProgram {
    private PreflightProgram() {}

    /** @param args database URL, bootstrap servers, event topic, table, stage folder */
    public static void main(String[] args) {
        DatabaseAddress database = DatabaseAddress.parse(args[0]);
        KafkaAddress kafka = KafkaAddress.of(args[1]);
        Plan plan = Plan.of(database, kafka, List.of(TablePlan.whole(TableName.parse(args[3]), args[2])));
        try (WatchPool pool = WatchPool.open(new Login(database, Optional.empty()));
                Cluster cluster = Cluster.connect(kafka)) {
            for (Verdict verdict : new Preflight(pool, cluster).check(plan, Path.of(args[4]))) {
                System.out.println(verdict.level() + " " + verdict.check() + ": " + verdict.finding());
            }
        }
    }
}
