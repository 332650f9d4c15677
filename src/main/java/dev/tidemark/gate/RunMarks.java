package dev.tidemark.gate;

import dev.tidemark.kafka.ClientSettings;
import dev.tidemark.kafka.KafkaProblems;
import dev.tidemark.kafka.Ledger;
import dev.tidemark.kafka.MarkProducer;
import dev.tidemark.kafka.Place;
import dev.tidemark.kafka.VoidProducer;
import dev.tidemark.problem.Problem;
import dev.tidemark.wire.Mark;
import dev.tidemark.wire.Position;
import dev.tidemark.wire.Snapshot;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run's marks: written, made visible, or taken back. */
final class RunMarks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunMarks.class);

    private final GateOrder order;
    private final GateListener listener;
    private final MarkProducer producer;
    private final List<Place> places;
    /** Whether they go to the event topics; others go to where they count for nothing, and are always taken back. */
    private final boolean counting;

    private boolean sent;

    private RunMarks(GateOrder order, GateListener listener, MarkProducer producer, boolean counting) {
        this.order = order;
        this.listener = listener;
        this.producer = producer;
        this.counting = counting;
        List<Place> all = Place.all(order.partitions());
        this.places = counting ? all : producer.scratch(all.size());
    }

    static RunMarks open(GateOrder order, GateListener listener) {
        try {
            Map<String, Object> client = ClientSettings.of(order.kafka());
            new Ledger(client).create();
            return new RunMarks(
                    order,
                    listener,
                    MarkProducer.open(
                            client,
                            order.run(),
                            order.plan().budget(),
                            order.partitions().keySet()),
                    !order.rehearsal());
        } catch (RuntimeException e) {
            throw KafkaProblems.of(e, order.kafka()).asException(e);
        }
    }

    /** As many marks by the same producer that count for nothing. */
    RunMarks scratch(GateListener other) {
        return new RunMarks(order, other, producer, false);
    }

    /** Sends all marks; done when they are in the log. */
    CompletableFuture<List<Position>> send(Snapshot snapshot) {
        sent = counting;
        producer.begin();
        return producer.send(places, mark(order, snapshot).toBytes(), listener::landed);
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
        if (counting) {
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
            producer.close();
            return reason;
        }
        producer.abort();
        producer.close();
        try {
            new VoidProducer(ClientSettings.of(order.kafka())).withdraw(order.run(), reason.what(), order.partitions());
            return reason;
        } catch (RuntimeException e) {
            LOG.warn("Run {}: the voids could not be written", order.run(), e);
            return new Problem(
                    reason.code(),
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
    }
}
