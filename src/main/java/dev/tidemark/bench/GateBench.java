package dev.tidemark.bench;

import dev.tidemark.kafka.Cluster;
import dev.tidemark.kafka.TopicInfo;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.ReadPlan;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.run.GateStep;
import dev.tidemark.run.GateTiming;
import dev.tidemark.run.GateTrials;
import dev.tidemark.run.Servers;
import dev.tidemark.run.Spread;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SteadyWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Closes the gate many times on a sandbox that is being written to, and the bare minimum in between. Every gate has
 * sessions, a producer and a run's id of its own, as a run has, and leaves real marks.
 */
public final class GateBench {
    private final Sandbox sandbox;
    private final GateBenchOptions options;
    private final List<GateTiming> gates = new ArrayList<>();
    private final List<Duration> bare = new ArrayList<>();
    private final List<Duration> stalls = new ArrayList<>();

    /** Measures on a sandbox whose demo application, if it is to write, runs already. */
    public GateBench(Sandbox sandbox, GateBenchOptions options) {
        this.sandbox = sandbox;
        this.options = options;
    }

    /**
     * Measures. Throws a ProblemException if a gate comes to nothing.
     *
     * @param done is told after each try how many are done
     * @param stopped asked before each try; true ends it early, with what was measured so far
     */
    public GateFigures measure(Consumer<Integer> done, BooleanSupplier stopped) {
        Plan plan = plan();
        List<SteadyWriter> writers = new ArrayList<>();
        try (Servers servers = Servers.connect(plan.database(), sandbox.password(), plan.kafka());
                GateTrials trials = servers.trials(plan)) {
            // Before the writers here, and before any bare one: a run finds its program no warmer.
            Duration first = trials.pass().closed();
            options.tables().forEach(table -> writers.add(SteadyWriter.start(sandbox.database(), table)));
            for (int i = 0; i < options.tries() && !stopped.getAsBoolean(); i++) {
                one(trials, writers, i % 2 == 0);
                done.accept(i + 1);
            }
            return figures(first);
        } finally {
            writers.forEach(SteadyWriter::close);
        }
    }

    private void one(GateTrials trials, Collection<SteadyWriter> writers, boolean gateFirst) {
        if (!gateFirst) {
            bare.add(trials.bare().closed());
        }
        GateTiming gate = trials.pass();
        gates.add(gate);
        stalls.add(writers.stream()
                .map(writer -> writer.longest(gate.lockedNanos(), gate.openedNanos()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO));
        if (gateFirst) {
            bare.add(trials.bare().closed());
        }
    }

    private GateFigures figures(Duration first) {
        Map<GateStep.Kind, Spread> steps = new EnumMap<>(GateStep.Kind.class);
        for (GateStep.Kind kind : GateStep.Kind.values()) {
            List<Duration> times = gates.stream()
                    .filter(gate -> gate.steps().containsKey(kind))
                    .map(gate -> gate.steps().getOrDefault(kind, Duration.ZERO))
                    .toList();
            steps.put(kind, Spread.of(times));
        }
        return new GateFigures(
                first,
                Spread.of(gates.stream().map(GateTiming::closed).toList()),
                Spread.of(stalls),
                Spread.of(bare),
                steps,
                (int) gates.stream().filter(gate -> gate.attempts() > 1).count());
    }

    /** The demo shop's plan for the chosen tables; where a topic has other partitions than asked for, one that has. */
    private Plan plan() {
        Plan shop = sandbox.plan();
        Map<String, Integer> partitions = partitions(shop);
        List<TablePlan> tables = shop.tables().stream()
                .filter(table -> options.tables().contains(table.table().name()))
                .map(table -> partitions.getOrDefault(table.eventTopic(), 0) == options.partitions()
                        ? table
                        : TablePlan.whole(table.table(), "bench-" + table.eventTopic() + "-" + options.partitions()))
                .toList();
        sandbox.createTopics(tables.stream()
                .map(TablePlan::eventTopic)
                .collect(Collectors.toMap(topic -> topic, _ -> options.partitions(), (a, _) -> a, TreeMap::new)));
        return Plan.of(shop.database(), shop.kafka(), tables)
                .withGate(shop.gate().withLockMode(options.mode()))
                .withRead(new ReadPlan(options.readers(), shop.read().stage()));
    }

    private static Map<String, Integer> partitions(Plan shop) {
        try (Cluster cluster = Cluster.connect(shop.kafka())) {
            return cluster.topics(shop.eventTopics()).values().stream()
                    .collect(Collectors.toMap(TopicInfo::name, TopicInfo::partitions));
        }
    }
}
