package dev.tidemark.publish;

import dev.tidemark.kafka.RowProducer;
import dev.tidemark.plan.TableName;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.wire.ControlKeys;
import dev.tidemark.wire.End;
import dev.tidemark.wire.LedgerEntry;
import dev.tidemark.wire.LedgerEntry.Part;
import dev.tidemark.wire.LedgerEntry.Share;
import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.RunId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** One pass over a run's tables with its producers: begins, chunks, ends, but for what the ledger has already. */
final class Publication {
    private final RunId run;
    private final List<RowsToPublish> tables;
    private final PublishListener listener;
    private final CountDownLatch stopped;
    private final Set<String> done = new HashSet<>();
    private final Map<TableName, Partitions> sums = new HashMap<>();
    private final Queue<Work> work = new ConcurrentLinkedQueue<>();
    private volatile boolean movedOn;

    private record Work(RowsToPublish table, int chunk) {}

    Publication(RunId run, List<RowsToPublish> tables, PublishListener listener, CountDownLatch stopped) {
        this.run = run;
        this.tables = tables;
        this.listener = listener;
        this.stopped = stopped;
        tables.forEach(table -> sums.put(table.table(), new Partitions(table.partitions())));
    }

    /** Takes what is in the log as done. */
    void skip(List<LedgerEntry> entries) {
        for (LedgerEntry entry : entries) {
            if (done.add(entry.key()) && entry.part() == Part.CHUNK) {
                sumsOf(entry.table()).add(entry.partitions());
            }
        }
    }

    /** Whether something new is in the log. */
    boolean movedOn() {
        return movedOn;
    }

    /** @param producers that work at the same time, on one chunk each */
    void go(List<RowProducer> producers) {
        // Every partition has its begin, acknowledged, before bulk is sent: a fresh idempotent producer that starts
        // with bulk on a new topic can lose data (KAFKA-15591).
        begin(producers);
        for (RowsToPublish table : tables) {
            for (int chunk = 0; chunk < table.chunks().size(); chunk++) {
                if (!done.contains(
                        LedgerEntry.chunk(run, table.table(), chunk, List.of()).key())) {
                    work.add(new Work(table, chunk));
                }
            }
        }
        List<Supplier<RowProducer>> lanes = producers.stream()
                .<Supplier<RowProducer>>map(producer -> () -> publishWith(producer))
                .toList();
        List<RowProducer> _ = Abreast.all("publish", lanes, _ -> {});
        frame(producers.getFirst(), Part.END);
    }

    /** Only the begins; the rows come from elsewhere. */
    void begin(List<RowProducer> producers) {
        frame(producers.getFirst(), Part.BEGIN);
    }

    /** Publishes chunk after chunk until there are no more for anybody. */
    private RowProducer publishWith(RowProducer producer) {
        try {
            for (Work next = work.poll(); next != null; next = work.poll()) {
                publish(producer, next.table(), next.chunk());
            }
            return producer;
        } catch (RuntimeException | Error e) {
            // The others finish what they are at.
            work.clear();
            throw e;
        }
    }

    /** Writes all tables' begins, or all their ends, in one transaction. */
    private void frame(RowProducer producer, Part part) {
        List<RowsToPublish> missing = tables.stream()
                .filter(table -> !done.contains(entry(table, part).key()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        if (part == Part.END) {
            missing.forEach(this::requireWhole);
        }
        producer.begin();
        for (RowsToPublish table : missing) {
            List<Share> shares = sumsOf(table.table()).shares();
            for (int partition = 0; partition < table.partitions(); partition++) {
                if (part == Part.BEGIN) {
                    producer.control(
                            table.topic(),
                            partition,
                            MessageKind.BEGIN,
                            ControlKeys.begin(run, table.table()),
                            table.begin().toBytes());
                } else {
                    Share share = shares.get(partition);
                    producer.control(
                            table.topic(),
                            partition,
                            MessageKind.END,
                            ControlKeys.end(run, table.table()),
                            new End(run, table.table(), share.rows(), share.checksum()).toBytes());
                }
            }
            producer.enter(entry(table, part));
        }
        producer.commit();
        movedOn = true;
    }

    private LedgerEntry entry(RowsToPublish table, Part part) {
        return part == Part.BEGIN ? LedgerEntry.begin(run, table.table()) : LedgerEntry.end(run, table.table());
    }

    private void publish(RowProducer producer, RowsToPublish table, int chunk) {
        Partitions partitions = new Partitions(table.partitions());
        RowProducer.Rows rows = table.rows(producer, chunk);
        producer.begin();
        table.chunks().get(chunk).rows((key, value) -> {
            if (stopped.getCount() == 0) {
                throw stopped();
            }
            rows.send(partitions.add(key, value), key, value);
        });
        LedgerEntry entry = LedgerEntry.chunk(run, table.table(), chunk, partitions.shares());
        producer.enter(entry);
        producer.commit();
        movedOn = true;
        synchronized (sums) {
            sumsOf(table.table()).add(entry.partitions());
        }
        listener.published(table.table(), partitions.rows());
    }

    static ProblemException stopped() {
        return Problem.of(
                        "publishing-stopped",
                        "The publishing was stopped.",
                        "The run is given up.",
                        "Nothing: rows that are in the log have no end, and consumers pass them over.")
                .asException();
    }

    /** What an end says has to be what was read. */
    private void requireWhole(RowsToPublish table) {
        Share sent = sumsOf(table.table()).whole();
        table.whole().filter(read -> !read.equals(sent)).ifPresent(read -> {
            throw Problem.of(
                            "rows-differ",
                            "What is in the log of " + table.table() + " is not what was read.",
                            "Read were %,d rows with checksum %s, published %,d with %s."
                                    .formatted(read.rows(), read.checksum(), sent.rows(), sent.checksum()),
                            "Discard the run: no end was written, and consumers pass its rows over. Please report this.")
                    .asException();
        });
    }

    private Partitions sumsOf(TableName table) {
        return sums.computeIfAbsent(table, t -> {
            throw new IllegalArgumentException("The ledger has a table that the run does not: " + t);
        });
    }
}
