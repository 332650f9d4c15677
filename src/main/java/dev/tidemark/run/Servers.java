package dev.tidemark.run;

import dev.tidemark.gate.Preflight;
import dev.tidemark.gate.Verdict;
import dev.tidemark.kafka.Cluster;
import dev.tidemark.kafka.ClusterFacts;
import dev.tidemark.kafka.LatestEvent;
import dev.tidemark.kafka.LogMessage;
import dev.tidemark.kafka.TopicInfo;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.ReadPlan;
import dev.tidemark.plan.Secret;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.Catalog;
import dev.tidemark.postgres.ConnectionSettings;
import dev.tidemark.postgres.ExpressionProbe;
import dev.tidemark.postgres.ExpressionProbe.Expression;
import dev.tidemark.postgres.LockWatch;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.ServerFacts;
import dev.tidemark.postgres.TableInfo;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.read.SampleRow;
import dev.tidemark.read.StageLibrary;
import dev.tidemark.wire.RunId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The connected database and Kafka cluster: what is there, and backfills from one into the other. All calls block. */
public final class Servers implements AutoCloseable {
    private final Login login;
    private final WatchPool pool;
    private final Catalog catalog;
    private final Cluster cluster;
    private final ServerFacts databaseFacts;
    private final ClusterFacts clusterFacts;

    private Servers(Login login, WatchPool pool, Cluster cluster) {
        this.login = login;
        this.pool = pool;
        this.catalog = new Catalog(pool);
        this.cluster = cluster;
        this.databaseFacts = catalog.facts();
        this.clusterFacts = cluster.facts();
    }

    /**
     * Connects to both. Without a password the usual places are asked: {@code PGPASSWORD}, then {@code ~/.pgpass}.
     * Throws a ProblemException if either can't be reached.
     */
    public static Servers connect(DatabaseAddress database, Optional<Secret> password, KafkaAddress kafka) {
        Login login = ConnectionSettings.ofThisUser().login(database, password);
        WatchPool pool = WatchPool.open(login);
        try {
            Cluster cluster = Cluster.connect(kafka);
            try {
                return new Servers(login, pool, cluster);
            } catch (ProblemException e) {
                cluster.close();
                throw e;
            }
        } catch (ProblemException e) {
            pool.close();
            throw e;
        }
    }

    /** Tries the database alone. */
    public static ServerFacts test(DatabaseAddress database, Optional<Secret> password) {
        try (WatchPool pool = WatchPool.open(ConnectionSettings.ofThisUser().login(database, password))) {
            return new Catalog(pool).facts();
        }
    }

    /** Tries the cluster alone. */
    public static ClusterFacts test(KafkaAddress kafka) {
        try (Cluster cluster = Cluster.connect(kafka)) {
            return cluster.facts();
        }
    }

    /** How to log in at the database once more. */
    public Login login() {
        return login;
    }

    public DatabaseAddress database() {
        return login.address();
    }

    public KafkaAddress kafka() {
        return cluster.address();
    }

    public ServerFacts databaseFacts() {
        return databaseFacts;
    }

    public ClusterFacts clusterFacts() {
        return clusterFacts;
    }

    /** All tables that the role can see, sorted by name, in outline. */
    public List<TableInfo> tables() {
        return catalog.tables();
    }

    /** Those of these tables that are there, whole. */
    public Map<TableName, TableInfo> tables(Collection<TableName> names) {
        return catalog.tables(names);
    }

    /** All topics but internal ones, sorted by name. */
    public List<TopicInfo> topics() {
        return cluster.topics();
    }

    /** The plan's checks, in their order; none of them locks or writes. */
    public List<Verdict> check(Plan plan) {
        List<Verdict> verdicts = new ArrayList<>(new Preflight(pool, cluster).check(plan, stage(plan)));
        if (plan.read().mode() == ReadPlan.Mode.STAGED) {
            StageLibrary.load()
                    .ifPresent(problem -> verdicts.add(new Verdict(
                            "stage", Verdict.Level.REFUSAL, "rows can't be staged here", Optional.of(problem))));
        }
        return List.copyOf(verdicts);
    }

    private static Path stage(Plan plan) {
        return plan.read().stage().orElse(RunFolders.ofThisUser().path());
    }

    /** One row of the table as the message that the plan makes of it; empty if the table has no row. */
    public Optional<Preview.Message> sample(TablePlan table) {
        ExpressionProbe probe = new ExpressionProbe(pool);
        for (Expression expression : ExpressionProbe.in(table)) {
            probe.problem(table.table(), expression).ifPresent(problem -> {
                throw problem.asException();
            });
        }
        int partitions =
                cluster.topic(table.eventTopic()).map(TopicInfo::partitions).orElse(0);
        return SampleRow.read(login, table).map(row -> SnapshotWork.message(row, partitions));
    }

    /** The application's latest message in a topic; empty if none is found in a few seconds. */
    public Optional<LogMessage> latestEvent(String topic) {
        return cluster.topic(topic).flatMap(found -> LatestEvent.of(cluster.address(), topic, found.partitions()));
    }

    /** A backfill that is ready to start. Throws a ProblemException if a check refuses the plan. */
    public Backfill prepare(Plan plan) {
        return Backfill.planned(checked(plan));
    }

    /**
     * Passages through the plan's gate with its marks and with nothing after them, for measuring: whoever reads the event
     * topics would wait at these marks for rows that never come. Throws a ProblemException if a check refuses the plan.
     */
    public GateTrials trials(Plan plan) {
        return new GateTrials(checked(plan));
    }

    /** A rehearsal of the plan's gate. Throws a ProblemException if a check refuses the plan. */
    public Rehearsal rehearsal(Plan plan) {
        return new Rehearsal(checked(plan));
    }

    private BackfillSetup checked(Plan plan) {
        List<Verdict> verdicts = check(plan);
        verdicts.stream()
                .filter(Verdict::refuses)
                .findFirst()
                .flatMap(Verdict::problem)
                .ifPresent(problem -> {
                    throw problem.asException();
                });
        RunId run = RunId.at(Instant.now(), RandomGenerator.getDefault());
        Map<TableName, TableInfo> tables = new HashMap<>();
        plan.tables().forEach(t -> catalog.table(t.table()).ifPresent(info -> tables.put(t.table(), info)));
        Map<String, Integer> partitions = new HashMap<>();
        cluster.topics(plan.eventTopics()).forEach((name, topic) -> partitions.put(name, topic.partitions()));
        RunBasis basis =
                new RunBasis(run, plan, partitions, RunFolders.ofThisUser().of(run));
        LockWatch locks = LockWatch.open(login, plan.gate().lockMode());
        return new BackfillSetup(basis, login, databaseFacts, tables, cluster, pool, locks, verdicts);
    }

    @Override
    public void close() {
        cluster.close();
        pool.close();
    }
}
