package dev.tidemark.run;

import dev.tidemark.gate.Verdict;
import dev.tidemark.kafka.ClusterFacts;
import dev.tidemark.kafka.TopicInfo;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.Secret;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.ServerFacts;
import dev.tidemark.postgres.TableInfo;
import java.util.List;
import java.util.Optional;

/** The connected database and Kafka cluster: what is there, and backfills from one into the other. All calls block. */
public final class Servers implements AutoCloseable {

    /**
     * Connects to both. Without a password the usual places are asked: {@code PGPASSWORD}, then {@code ~/.pgpass}.
     * Throws a ProblemException if either can't be reached.
     */
    public static Servers connect(DatabaseAddress database, Optional<Secret> password, KafkaAddress kafka) {
        throw new UnsupportedOperationException();
    }

    /** Tries the database alone. */
    public static ServerFacts test(DatabaseAddress database, Optional<Secret> password) {
        throw new UnsupportedOperationException();
    }

    /** Tries the cluster alone. */
    public static ClusterFacts test(KafkaAddress kafka) {
        throw new UnsupportedOperationException();
    }

    public DatabaseAddress database() {
        throw new UnsupportedOperationException();
    }

    public KafkaAddress kafka() {
        throw new UnsupportedOperationException();
    }

    public ServerFacts databaseFacts() {
        throw new UnsupportedOperationException();
    }

    public ClusterFacts clusterFacts() {
        throw new UnsupportedOperationException();
    }

    /** All tables that the role can see, sorted by name. */
    public List<TableInfo> tables() {
        throw new UnsupportedOperationException();
    }

    /** All topics but internal ones, sorted by name. */
    public List<TopicInfo> topics() {
        throw new UnsupportedOperationException();
    }

    /** The plan's checks, in their order; none of them locks or writes. */
    public List<Verdict> check(Plan plan) {
        throw new UnsupportedOperationException();
    }

    /** One row of the table as the message that the plan makes of it; empty if the table has no row. */
    public Optional<Preview.Message> sample(TablePlan table) {
        throw new UnsupportedOperationException();
    }

    /** A backfill that is ready to start. Throws a ProblemException if a check refuses the plan. */
    public Backfill prepare(Plan plan) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
