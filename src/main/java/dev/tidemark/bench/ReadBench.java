package dev.tidemark.bench;

import dev.tidemark.bench.Measure.Way;
import dev.tidemark.kafka.ClientSettings;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.ReadPlan;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.run.Servers;
import dev.tidemark.run.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Measures reading and publishing on the servers. Each way goes over a small table first, so that none of them pays for
 * compiling; then over the large one, once.
 */
public final class ReadBench {
    private static final int PARTITIONS = 6;
    private static final long WARM_ROWS = 100_000;

    private final BenchServers servers;
    private final ReadBenchOptions options;
    private final Consumer<Measure> listener;
    private final Login login;
    private final List<Measure> measures = new ArrayList<>();

    /** @param listener is told each measure as soon as it is there */
    public ReadBench(BenchServers servers, ReadBenchOptions options, Consumer<Measure> listener) {
        this.servers = servers;
        this.options = options;
        this.listener = listener;
        this.login = new Login(servers.database(), Optional.empty());
    }

    /** What one way does to a table. */
    private interface Work {
        void on(BenchTable table) throws Exception;
    }

    /** Throws a ProblemException if a way doesn't get to its end. */
    public ReadBenchResult run() {
        try (PgSession session = PgSession.open(login, "tidemark bench", StatementListener.NONE)) {
            BenchTable warm = BenchTable.make(session, "warm", Math.min(WARM_ROWS, options.rows()));
            BenchTable table = BenchTable.make(session, "rows", options.rows());
            createTopics();
            return run(warm, table);
        } catch (ProblemException e) {
            throw e;
        } catch (Exception e) {
            throw Problem.of(
                            "bench-failed",
                            "The measurement did not get to its end.",
                            String.valueOf(e),
                            "The log says more.")
                    .asException(e);
        }
    }

    private void createTopics() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(ClientSettings.of(servers.kafka()))) {
            Set<String> there = admin.listTopics().names().get();
            admin.createTopics(Stream.of("", ".loop", ".plain")
                            .map(suffix -> BenchTable.TOPIC + suffix)
                            .filter(topic -> !there.contains(topic))
                            .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    private ReadBenchResult run(BenchTable warm, BenchTable table) throws Exception {
        Map<String, Object> client = ClientSettings.of(servers.kafka());
        HandWritten hand = new HandWritten(login, client, options.readers());
        PlainBackfill plain = new PlainBackfill(
                servers.database(), Map.of("bootstrap.servers", servers.kafka().bootstrapServers()));
        double bytes = hand.bytesPerRow(warm);
        simple(Way.COPY, warm, table, hand::copy);
        simple(Way.PRODUCER, warm, table, hand::produce);
        simple(Way.PLAIN, warm, table, plain::run);
        simple(Way.LOOP, warm, table, hand::loop);
        if (options.staged()) {
            staged(warm, table);
        }
        if (options.streamed()) {
            streamed(warm, table);
        }
        return new ReadBenchResult(options.rows(), bytes, measures);
    }

    private void simple(Way way, BenchTable warm, BenchTable table, Work work) throws Exception {
        work.on(warm);
        try (ProcessMeter meter = meter()) {
            long start = System.nanoTime();
            work.on(table);
            add(new Measure(way, table.rows(), Duration.ofNanos(System.nanoTime() - start), meter.used()));
        }
    }

    private void staged(BenchTable warm, BenchTable table) {
        ReadPlan read = new ReadPlan(options.readers(), Optional.empty());
        try (Servers connected = Servers.connect(servers.database(), Optional.empty(), servers.kafka())) {
            new TidemarkRun(connected, plan(warm, read), _ -> {});
            StageMeter meter = new StageMeter(this::meter);
            TidemarkRun run = new TidemarkRun(connected, plan(table, read), meter);
            add(new Measure(
                    Way.STAGED, table.rows(), run.between(Stage.READING, Stage.STAGED), meter.used(Stage.READING)));
            add(new Measure(
                    Way.PUBLISHED,
                    table.rows(),
                    run.between(Stage.PUBLISHING, Stage.COMMITTED),
                    meter.used(Stage.PUBLISHING)));
        }
    }

    private void streamed(BenchTable warm, BenchTable table) {
        ReadPlan read = new ReadPlan(options.readers(), Optional.empty()).withMode(ReadPlan.Mode.STREAMED);
        try (Servers connected = Servers.connect(servers.database(), Optional.empty(), servers.kafka())) {
            new TidemarkRun(connected, plan(warm, read), _ -> {});
            StageMeter meter = new StageMeter(this::meter);
            TidemarkRun run = new TidemarkRun(connected, plan(table, read), meter);
            add(new Measure(
                    Way.STREAMED,
                    table.rows(),
                    run.between(Stage.READING, Stage.COMMITTED),
                    meter.used(Stage.READING).plus(meter.used(Stage.PUBLISHING))));
        }
    }

    private Plan plan(BenchTable table, ReadPlan read) {
        return Plan.of(servers.database(), servers.kafka(), List.of(table.plan()))
                .withRead(read);
    }

    private ProcessMeter meter() {
        return new ProcessMeter(servers.postgresPid(), servers.kafkaPid());
    }

    private void add(Measure measure) {
        measures.add(measure);
        listener.accept(measure);
    }
}
