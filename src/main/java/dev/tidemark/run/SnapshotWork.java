package dev.tidemark.run;

import dev.tidemark.gate.Released;
import dev.tidemark.kafka.RowLimit;
import dev.tidemark.kafka.RowProducer;
import dev.tidemark.plan.ReadPlan;
import dev.tidemark.plan.ReadPlan.Mode;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.Readers;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.publish.RowStream;
import dev.tidemark.read.ReadListener;
import dev.tidemark.read.ReadOrder;
import dev.tidemark.read.ReadOrder.Destination;
import dev.tidemark.read.ReadTable;
import dev.tidemark.read.Reserve;
import dev.tidemark.read.RowPreview;
import dev.tidemark.read.SnapshotRead;
import dev.tidemark.read.TableProgress;
import dev.tidemark.read.ValueFrame;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The part of a run in which the snapshot is read. */
final class SnapshotWork implements ReadListener {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotWork.class);

    private final RunHub hub;
    private final BackfillSetup setup;
    private final Released released;
    private final Optional<RowStream> stream;
    private final SnapshotRead read;

    /**
     * Begins to read.
     *
     * @param stage where staged rows go
     * @param longestRows how many bytes a row may have as a message
     * @param done told on the run's thread when everything is read and the readers are done
     * @param failed told on the run's thread when it came to nothing
     */
    SnapshotWork(
            RunHub hub,
            BackfillSetup setup,
            Released released,
            Path stage,
            Map<TableName, RowLimit> longestRows,
            Consumer<List<ReadTable>> done,
            Consumer<Problem> failed) {
        this.hub = hub;
        this.setup = setup;
        this.released = released;
        ReadPlan plan = setup.plan().read();
        this.stream = plan.mode() == Mode.STREAMED ? Optional.of(stream()) : Optional.empty();
        Destination destination = stream.<Destination>map(outlet -> new Destination.Outlet(outlet))
                .orElseGet(() -> new Destination.Files(stage));
        this.read = SnapshotRead.start(
                released.readers().sessions(),
                new ReadOrder(setup.plan().tables(), destination, longestRows, frames(), plan.rowsPerSecond()),
                this,
                new Reserved());
        read.done().whenCompleteAsync((tables, error) -> ended(tables, error, done, failed), hub::work);
    }

    private Map<TableName, ValueFrame> frames() {
        return DebeziumFrame.of(setup.plan(), setup.run(), released.snapshot(), at());
    }

    private Instant at() {
        return hub.state().snapshotAt().orElseGet(Instant::now);
    }

    private RowStream stream() {
        Map<TableName, RowStream.Route> routes = new HashMap<>();
        for (TablePlan table : setup.plan().tables()) {
            routes.put(
                    table.table(),
                    new RowStream.Route(
                            table.rowsTopic(),
                            setup.basis().partitions(table),
                            Envelopes.cloudEvent(setup.plan(), table, at())));
        }
        return new RowStream(
                setup.plan().kafka(),
                setup.run(),
                released.snapshot().id(),
                routes,
                setup.plan().read().readers(),
                setup.basis().bufferBytes(),
                new PublishTally(hub));
    }

    Readers readers() {
        return released.readers();
    }

    SnapshotRead read() {
        return read;
    }

    private void ended(
            List<ReadTable> tables, Throwable error, Consumer<List<ReadTable>> done, Consumer<Problem> failed) {
        released.readers().finish();
        stream.ifPresent(RowStream::close);
        hub.post(() -> {
            hub.tally().snapshotFreed();
            if (error == null) {
                done.accept(tables);
            } else {
                failed.accept(problem(error));
            }
        });
    }

    private static Problem problem(Throwable error) {
        Throwable cause = error instanceof CompletionException e && e.getCause() != null ? e.getCause() : error;
        LOG.warn("The read came to nothing", cause);
        return cause instanceof ProblemException e
                ? e.problem()
                : Problem.of(
                        "read-failed",
                        "The snapshot could not be read.",
                        String.valueOf(cause),
                        "The log says more; start a new run.");
    }

    private final class Reserved implements Reserve {
        @Override
        public PgSession another() {
            return released.readers().replacement(setup.plan().gate().lockTimeout());
        }

        @Override
        public Optional<PgSession> last() {
            return Optional.of(released.readers().keeper());
        }
    }

    void cancel() {
        read.cancel();
    }

    Preview preview(TablePlan table) {
        int partitions = setup.basis().partitions(table);
        RowPreview rows = read.preview(table.table());
        return new Preview(
                rows.columns().stream().map(c -> c.name()).toList(),
                rows.rows().stream().map(RowPreview.Row::values).toList(),
                rows.rows().stream().map(row -> message(row, partitions)).toList());
    }

    static Preview.Message message(RowPreview.Row row, int partitions) {
        int partition = row.key()
                .filter(_ -> partitions > 0)
                .map(key -> RowProducer.partition(key.getBytes(StandardCharsets.UTF_8), partitions))
                .orElse(-1);
        return new Preview.Message(partition, row.key().orElse(""), row.value());
    }

    @Override
    public void progressed(TableProgress progress) {
        hub.post(() -> hub.tally().table(progress.table()).progressed(progress));
    }

    @Override
    public void held(Problem problem) {
        hub.post(() -> {
            hub.tally().problem(problem);
            hub.tell(new RunEvent.HeldUp(problem));
        });
    }

    @Override
    public void released() {
        hub.post(() -> {
            hub.tally().problem(null);
            hub.tell(new RunEvent.Mended("What held the read up is mended; it goes on."));
        });
    }

    @Override
    public void finished(ReadTable table) {
        hub.post(() -> {
            TableTally tally = hub.tally().table(table.plan().table());
            tally.read(table);
            hub.tell(new RunEvent.TableStaged(
                    table.plan().table(),
                    table.rows(),
                    table.checksum(),
                    table.rowsInSnapshot(),
                    table.bytes(),
                    tally.readFor()));
        });
    }

    @Override
    public void mended(String what) {
        hub.post(() -> hub.tell(new RunEvent.Mended(what)));
    }
}
