package dev.tidemark.gate;

import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.Readers;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gate: what keeps writers out for the moment in which a snapshot is exported and its position marked in the log.
 * Its steps are the types {@link Locked}, {@link Exported}, {@link Marked} and {@link Released}, each of which can only
 * be had from the one before. Whatever fails, session 1 is ended first, which opens the gate, and everything else is
 * tidied up after that.
 *
 * <p>One thread goes through the steps; {@link #abandon} may come from any other.
 */
public final class Gate implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    /** For what is left to do when the gate is open; its marks' transaction is still pending. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(5);

    private final GateOrder order;
    private final GateListener listener;
    private final ExportSession exporter;
    private final Readers readers;
    private final RunMarks marks;
    private final Draining draining;
    private final Watchdog watchdog;
    /** Completed with the reason when the gate is given up from outside. */
    private final CompletableFuture<Problem> abandoned = new CompletableFuture<>();

    /** Whether no lock is held: then nothing has to be ended but the transaction. */
    private final boolean dry;

    private List<LockFamily> families = List.of();
    private volatile boolean open;
    /** Guarded by this. */
    private boolean readersReady;

    private boolean handedOver;

    Gate(
            GateOrder order,
            GateListener listener,
            ExportSession exporter,
            Readers readers,
            RunMarks marks,
            Draining draining,
            boolean dry) {
        this.draining = draining;
        this.dry = dry;
        this.order = order;
        this.listener = listener;
        this.exporter = exporter;
        this.readers = readers;
        this.marks = marks;
        this.watchdog = new Watchdog(
                () -> abandon(open ? GateProblems.notHandedOver(AFTERWARDS) : GateProblems.budgetSpent(order)));
    }

    /**
     * Does everything that can be done before the lock: connections, metadata, the marks' producer, and the whole passage
     * some times over without a lock. Throws a ProblemException.
     *
     * @param listener is told what happens at the gate
     * @param dry is told the same of the passages without a lock; of the other's class, so that this is warm, too
     */
    public static Gate prepare(GateOrder order, GateListener listener, GateListener dry) {
        return new GatePreparation(order, listener, dry).go();
    }

    /** The process id of session 1's backend, for those who watch lock waits. */
    public int pid() {
        return exporter.pid();
    }

    /**
     * Asks for the locks until it has them, giving everything back between two attempts, and drains. Throws a
     * ProblemException when no attempt is left; then nothing is held.
     */
    public Locked lock() {
        return lock(false);
    }

    /**
     * The same and the export. Where nothing has to be drained in between the server does both in one go, for which writers
     * wait less.
     */
    public Exported lockAndExport() {
        return lock(draining instanceof NothingToDrain).export();
    }

    private Locked lock(boolean exports) {
        return step(() -> {
            families = new LockAttempts(order, listener, exporter, readers, marks, watchdog, abandoned, exports).lock();
            return drain();
        });
    }

    /** What comes right after the locks. */
    Locked drain() throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        Drained drained = draining.await(abandoned);
        listener.drained(drained, Elapsed.since(start));
        return new Locked(this);
    }

    /**
     * Opens the gate at once, whatever is going on. The step that is going on, or the next one, fails with the reason. Does
     * nothing when the gate is open and the readers have what they need.
     */
    public synchronized void abandon(Problem reason) {
        if (!readersReady) {
            abandoned.complete(reason);
            exporter.abort();
            // Whoever waits for a reader's answer would else wait as long as the network is silent.
            readers.abort();
        }
    }

    /** Is told the reason when the gate is given up, by {@link #abandon} or because the budget is spent. */
    public CompletableFuture<Problem> abandoned() {
        return abandoned.copy();
    }

    /** Work that must open the gate if it fails. */
    interface Step<T> {
        T go() throws SQLException, InterruptedException, ExecutionException;
    }

    /** Does a step; if it fails, opens the gate, tidies up and throws a ProblemException. */
    <T> T step(Step<T> work) {
        try {
            if (abandoned.isDone()) {
                throw abandoned.join().asException();
            }
            return work.go();
        } catch (SQLException | ExecutionException | RuntimeException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        }
    }

    private ProblemException failed(Exception cause) {
        exporter.abort();
        listener.gaveUp(System.nanoTime());
        readers.abort();
        watchdog.close();
        Problem problem = abandoned.isDone() ? abandoned.join() : GateProblems.of(cause, order);
        LOG.info("Run {}: the gate came to nothing: {}", order.run(), problem.what(), cause);
        return marks.withdraw(problem).asException(cause);
    }

    GateOrder order() {
        return order;
    }

    GateListener listener() {
        return listener;
    }

    ExportSession exporter() {
        return exporter;
    }

    Readers readers() {
        return readers;
    }

    RunMarks marks() {
        return marks;
    }

    /** Session 1 is done. What is left keeps no writer waiting, but those who read the event topics. */
    void opened() {
        if (!dry) {
            open = true;
            watchdog.arm(AFTERWARDS);
            exporter.close();
        }
    }

    /** The marks are visible; there will be no more. */
    void marksDone() {
        if (!dry) {
            marks.close();
        }
    }

    /** What the guard lock may queue for; empty before the lock, and if there is no such table. */
    Optional<TableName> head() {
        return families.stream().findFirst().flatMap(family -> family.head(1));
    }

    /** Whether the readers still have to take their guard lock when the gate is open. */
    boolean guardsLate() {
        return !dry && !order.plan().lockMode().allowsGuard();
    }

    /** The readers have the snapshot: from now on nobody's order and no deadline takes it from them. */
    synchronized void readersReady() {
        if (dry) {
            return;
        }
        if (abandoned.isDone()) {
            throw abandoned.join().asException();
        }
        readersReady = true;
        watchdog.close();
    }

    /** The readers are the caller's from now on. */
    Released handOver(Released released) {
        handedOver = true;
        return released;
    }

    /** Opens the gate if it is closed and ends what belongs to it, but for readers that were handed over. */
    @Override
    public void close() {
        watchdog.close();
        if (dry) {
            return;
        }
        draining.close();
        exporter.abort();
        if (!handedOver) {
            readers.abort();
        }
        marks.close();
    }
}
