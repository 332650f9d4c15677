package dev.tidemark.gate;

import dev.tidemark.kafka.ClientSettings;
import dev.tidemark.kafka.KafkaProblems;
import dev.tidemark.kafka.Ledger;
import dev.tidemark.kafka.MarkProducer;
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
    private boolean sent;

    private RunMarks(GateOrder order, GateListener listener, MarkProducer producer) {
        this.order = order;
        this.listener = listener;
        this.producer = producer;
    }

    static RunMarks open(GateOrder order, GateListener listener) {
        try {
            Map<String, Object> client = ClientSettings.of(order.kafka());
            // Pays now for what the first mark would otherwise pay for in the gate: the JSON writer's classes.
            mark(order, new Snapshot("", 0, 0, List.of(), "")).toBytes();
            new Ledger(client).create();
            return new RunMarks(
                    order,
                    listener,
                    MarkProducer.open(client, order.run(), order.plan().budget(), order.partitions()));
        } catch (RuntimeException e) {
            throw KafkaProblems.of(e, order.kafka()).asException(e);
        }
    }

    /** Sends all marks; done when they are in the log. */
    CompletableFuture<List<Position>> send(Snapshot snapshot) {
        Mark mark = mark(order, snapshot);
        sent = true;
        return producer.send(order.partitions(), mark.toBytes(), listener::landed);
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

    void commit() {
        producer.commit();
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
