package dev.tidemark.gate;

import dev.tidemark.kafka.ClientSettings;
import dev.tidemark.kafka.CompactedTopic;
import dev.tidemark.kafka.EndOffsets;
import dev.tidemark.kafka.KafkaProblems;
import dev.tidemark.kafka.Ledger;
import dev.tidemark.kafka.MarkProducer;
import dev.tidemark.kafka.Place;
import dev.tidemark.kafka.VoidProducer;
import dev.tidemark.plan.GatePlan;
import dev.tidemark.problem.Problem;
import dev.tidemark.wire.Mark;
import dev.tidemark.wire.MarkDraft;
import dev.tidemark.wire.Position;
import dev.tidemark.wire.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run's marks, in the event topics or beside them: written, made visible, or taken back. */
final class RunMarks implements Beforehand, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunMarks.class);
    /** Nobody waits for a lock of ours meanwhile; yet a cluster that takes so long would not do in the gate either. */
    private static final Duration PREPARATION = Duration.ofSeconds(5);

    private static final Map<String, Integer> BESIDE = Map.of(Mark.SIDE_BAND_TOPIC, 1);

    private final GateOrder order;
    private final GateListener listener;
    private final MarkProducer producer;
    private final List<Place> places;
    private final MarkDraft draft;
    /** There if nothing is written to the event topics, and where they end is what is marked. */
    private final Optional<EndOffsets> ends;
    /** Whether they are to be seen; others go to where they count for nothing, and are always taken back. */
    private final boolean counting;

    private @Nullable Mark beside;
    private boolean sent;

    private RunMarks(
            GateOrder order,
            GateListener listener,
            MarkProducer producer,
            Optional<EndOffsets> ends,
            boolean counting) {
        this.order = order;
        this.listener = listener;
        this.producer = producer;
        this.ends = ends;
        this.counting = counting;
        List<Place> all = Place.all(ends.isEmpty() ? order.partitions() : BESIDE);
        this.draft = new MarkDraft(
                order.run(), order.server().database(), order.server().systemIdentifier(), order.tables());
        this.places = counting ? all : producer.scratch(all.size());
    }

    static RunMarks open(GateOrder order, GateListener listener) {
        try {
            Map<String, Object> client = ClientSettings.of(order.kafka());
            new Ledger(client).create();
            boolean inBand = order.plan().marks() == GatePlan.Placement.IN_BAND;
            if (!inBand && !order.rehearsal()) {
                CompactedTopic.create(client, Mark.SIDE_BAND_TOPIC);
            }
            Set<String> topics = order.partitions().keySet();
            MarkProducer producer = MarkProducer.open(
                    client,
                    order.run(),
                    order.plan().lockTimeout().plus(order.plan().budget()),
                    inBand || order.rehearsal() ? topics : BESIDE.keySet());
            Optional<EndOffsets> ends =
                    inBand ? Optional.empty() : Optional.of(EndOffsets.open(client, order.partitions()));
            return new RunMarks(order, listener, producer, ends, !order.rehearsal());
        } catch (RuntimeException e) {
            throw KafkaProblems.of(e, order.kafka()).asException(e);
        }
    }

    /** As many marks by the same producer that count for nothing. */
    RunMarks scratch(GateListener other) {
        return new RunMarks(order, other, producer, ends, false);
    }

    /**
     * Lets the partitions into the transaction that the marks will be in, so that the marks need nothing but to be appended.
     * Marks beside the events are written when the gate is open, and need no such thing.
     */
    @Override
    public void prepare(CompletableFuture<Problem> abandoned) throws InterruptedException, ExecutionException {
        if (ends.isPresent()) {
            return;
        }
        CompletableFuture<Void> prepared = producer.prepare(places);
        try {
            CompletableFuture.anyOf(prepared, abandoned).get(PREPARATION.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw notPrepared().asException(e);
        }
        if (abandoned.isDone()) {
            throw abandoned.join().asException();
        }
    }

    private static Problem notPrepared() {
        return Problem.of(
                "marks-not-prepared",
                "The lock was not asked for: Kafka did not get ready for the marks.",
                "Not every partition of the event topics took a message within " + PREPARATION.toSeconds() + " s.",
                "See that all brokers are up and that the topics have enough replicas in sync; then try again.");
    }

    @Override
    public void undo() {
        if (producer.pending()) {
            producer.undo();
        }
    }

    /** Fixes where the snapshot stands in each partition of the event topics; done when that is known. */
    CompletableFuture<List<Position>> send(Snapshot snapshot) {
        if (ends.isPresent()) {
            return ends.get().read().thenApply(positions -> besides(snapshot, positions));
        }
        sent = counting;
        return producer.send(places, draft.with(snapshot, Clock.systemUTC().instant()), listener::landed);
    }

    /** Writers wait meanwhile, and whatever they were told is written lies before these. */
    private List<Position> besides(Snapshot snapshot, List<Position> positions) {
        beside = mark(order, snapshot)
                .withPositions(positions.stream()
                        .collect(Collectors.groupingBy(
                                Position::topic, Collectors.mapping(Position::offset, Collectors.toList()))));
        positions.forEach(listener::landed);
        return positions;
    }

    private static Mark mark(GateOrder order, Snapshot snapshot) {
        return new Mark(
                order.run(),
                snapshot,
                order.server().database(),
                order.server().systemIdentifier(),
                order.tables(),
                Clock.systemUTC().instant());
    }

    /** Makes the marks visible; those that don't count are taken back. */
    void commit() {
        Mark mark = beside;
        if (mark != null) {
            sent = counting;
            producer.begin();
            var _ = producer.send(places, mark.toBytes(), _ -> {});
        }
        if (counting) {
            // Throws if one could not be written.
            producer.commit();
        } else {
            producer.undo();
        }
    }

    /**
     * Takes the marks back if any was sent: aborts their transaction, and writes voids for those who read uncommitted.
     * Gives the problem, with a word on it if that did not work.
     */
    Problem withdraw(Problem reason) {
        if (!sent) {
            close();
            return reason;
        }
        producer.abort();
        close();
        try {
            new VoidProducer(ClientSettings.of(order.kafka()))
                    .withdraw(order.run(), reason.what(), ends.isEmpty() ? order.partitions() : BESIDE);
            return reason;
        } catch (RuntimeException e) {
            LOG.warn("Run {}: the voids could not be written", order.run(), e);
            return new Problem(
                    GateProblems.VOID_NOT_WRITTEN,
                    reason.what(),
                    reason.why() + " The voids of its marks could not be written either: "
                            + KafkaProblems.of(e, order.kafka()).why(),
                    reason.toDo() + " Consumers that read uncommitted messages may have seen marks of run "
                            + order.run() + "; tell them to pass them over.",
                    reason.origin());
        }
    }

    @Override
    public void close() {
        producer.close();
        ends.ifPresent(EndOffsets::close);
    }
}
