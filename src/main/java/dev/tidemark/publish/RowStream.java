package dev.tidemark.publish;

import dev.tidemark.kafka.ClientSettings;
import dev.tidemark.kafka.KafkaProblems;
import dev.tidemark.kafka.Ledger;
import dev.tidemark.kafka.RowProducer;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.TableName;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.wire.Begin;
import dev.tidemark.wire.CloudEvent;
import dev.tidemark.wire.LedgerEntry;
import dev.tidemark.wire.RowOutlet;
import dev.tidemark.wire.RunId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Publishes rows while they are read. A chunk is one Kafka transaction with its entry in the ledger, as with staged rows;
 * chunks that are open at the same time are on different lanes, each with a producer and a transactional id of its own.
 * What is in the log this way is provisional: the run's ends, which {@link Publisher} writes, make it count.
 */
public final class RowStream implements RowOutlet, AutoCloseable {
    private final KafkaAddress kafka;
    private final RunId run;
    private final String snapshot;
    private final Map<TableName, Route> routes;
    private final PublishListener listener;
    private final Map<String, Object> client;
    private final Deque<Lane> idle = new ArrayDeque<>();
    private final List<Lane> lanes = new ArrayList<>();
    /** Where each chunk, by its key in the ledger, was tried last. */
    private final Map<String, Lane> tried = new HashMap<>();

    private final int readers;
    private final long bufferBytes;
    private boolean stopped;

    /**
     * A table's way.
     *
     * @param topic its rows topic
     * @param partitions how many that has
     * @param event what its rows are as CloudEvents, if they are
     */
    public record Route(String topic, int partitions, Optional<CloudEvent> event) {
        RowProducer.Rows rows(RowProducer producer, TableName table, int chunk) {
            return event.map(e -> producer.events(table, topic, e, chunk)).orElseGet(() -> producer.rows(table, topic));
        }
    }

    /**
     * @param snapshot its id
     * @param readers about how many chunks will be open at once, while as many are being committed
     * @param bufferBytes how much each lane may keep in memory; the longest row has to fit
     */
    public RowStream(
            KafkaAddress kafka,
            RunId run,
            String snapshot,
            Map<TableName, Route> routes,
            int readers,
            long bufferBytes,
            PublishListener listener) {
        this.readers = readers;
        this.bufferBytes = bufferBytes;
        this.kafka = kafka;
        this.run = run;
        this.snapshot = snapshot;
        this.routes = Map.copyOf(routes);
        this.listener = listener;
        this.client = ClientSettings.of(kafka);
    }

    @Override
    public void begin(Map<TableName, List<Begin.Column>> columns) {
        List<RowsToPublish> tables = new ArrayList<>();
        columns.forEach((table, of) -> tables.add(new RowsToPublish(
                table,
                route(table).topic(),
                route(table).partitions(),
                route(table).event(),
                new Begin(run, table, snapshot, of),
                List.of(),
                Optional.empty())));
        prepareLanes();
        new Publisher(kafka, run, 1, bufferBytes).begin(tables, listener);
    }

    /** Nobody is to wait for them later: as many as read, and as many as are being committed meanwhile. */
    private synchronized void prepareLanes() {
        for (int i = lanes.size(); i < 2 * readers; i++) {
            Lane lane = new Lane(client, run, lanes.size(), bufferBytes);
            lanes.add(lane);
            idle.add(lane);
            Thread.ofPlatform().daemon().name("prepare-lane").start(lane::prepare);
        }
    }

    @Override
    public RowOutlet.Chunk open(TableName table, int number) {
        Route route = route(table);
        String key = LedgerEntry.chunk(run, table, number, List.of()).key();
        try {
            if (isKept(key)) {
                return new KeptChunk(table, listener);
            }
            Lane lane = take(key);
            try {
                return new StreamedChunk(this, lane, table, route, number);
            } catch (RuntimeException e) {
                lane.drop();
                release(lane);
                throw e;
            }
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    private Route route(TableName table) {
        Route route = routes.get(table);
        if (route == null) {
            throw new IllegalArgumentException("No way for the rows of " + table);
        }
        return route;
    }

    /** Whether a chunk that was opened before is in the log, though nobody was told. */
    private boolean isKept(String key) {
        Lane before;
        synchronized (this) {
            before = tried.get(key);
        }
        if (before == null) {
            return false;
        }
        // A new producer on that lane has the transaction ended, the one way or the other.
        RowProducer _ = before.producer();
        return new Ledger(client).entries(run).stream().anyMatch(e -> e.key().equals(key));
    }

    private synchronized Lane take(String key) {
        if (stopped) {
            throw Publication.stopped();
        }
        Lane lane = idle.poll();
        if (lane == null) {
            lane = new Lane(client, run, lanes.size(), bufferBytes);
            lanes.add(lane);
        }
        tried.put(key, lane);
        return lane;
    }

    synchronized void release(Lane lane) {
        // The cluster may be busy with its last transaction's end for a while: the one that rested longest comes next.
        idle.add(lane);
    }

    RunId run() {
        return run;
    }

    PublishListener listener() {
        return listener;
    }

    RuntimeException translated(RuntimeException e) {
        synchronized (this) {
            if (stopped) {
                return Publication.stopped();
            }
        }
        return RowProducer.passing(e) || RowProducer.outrun(e)
                ? new HeldUpException(KafkaProblems.of(e, kafka).why(), e)
                : KafkaProblems.of(e, kafka).asException(e);
    }

    @Override
    public void stop() {
        List<Lane> all;
        synchronized (this) {
            stopped = true;
            all = List.copyOf(lanes);
        }
        all.forEach(Lane::abandon);
    }

    @Override
    public void close() {
        stop();
    }
}
