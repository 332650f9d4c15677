package dev.tidemark.run;

import dev.tidemark.plan.TableName;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.publish.PublishListener;
import dev.tidemark.publish.Publisher;
import dev.tidemark.publish.RowsToPublish;
import dev.tidemark.read.StagedChunk;
import dev.tidemark.read.StagedTable;
import dev.tidemark.wire.Begin;
import dev.tidemark.wire.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The part of a run in which the staged rows are published. */
final class PublishWork implements PublishListener {
    private final RunHub hub;
    private final Publisher publisher;
    private final Map<TableName, Long> left = new HashMap<>();

    /**
     * Begins to publish.
     *
     * @param done told on the run's thread when every row and every end is in the log
     * @param failed told on the run's thread when it can't go on
     */
    PublishWork(
            RunHub hub,
            RunBasis basis,
            Snapshot snapshot,
            List<StagedTable> tables,
            Runnable done,
            Consumer<Problem> failed) {
        this.hub = hub;
        this.publisher = new Publisher(basis.plan().kafka(), basis.run());
        List<RowsToPublish> rows =
                tables.stream().map(t -> rows(basis, snapshot, t)).toList();
        tables.forEach(t -> left.put(t.plan().table(), t.rows()));
        hub.work(() -> {
            try {
                publisher.publish(rows, this);
                hub.post(done);
            } catch (ProblemException e) {
                hub.post(() -> failed.accept(e.problem()));
            }
        });
    }

    private static RowsToPublish rows(RunBasis basis, Snapshot snapshot, StagedTable staged) {
        TableName table = staged.plan().table();
        return new RowsToPublish(
                table,
                staged.plan().rowsTopic(),
                basis.partitions(staged.plan()),
                new Begin(basis.run(), table, snapshot.id(), staged.columns()),
                staged.chunks().stream().map(PublishWork::chunk).toList());
    }

    private static RowsToPublish.Chunk chunk(StagedChunk chunk) {
        return chunk::decode;
    }

    void stop() {
        publisher.stop();
    }

    @Override
    public void published(TableName table, long rows) {
        hub.post(() -> {
            hub.tally().table(table).published(rows);
            long rest = left.merge(table, -rows, Long::sum);
            if (rest == 0) {
                long all = hub.tally().table(table).state().rowsPublished();
                hub.tell(new RunEvent.TablePublished(table, all));
            }
        });
    }

    @Override
    public void resumed(String reason) {
        hub.post(() -> hub.tell(new RunEvent.Mended("Publishing was held up and goes on: " + reason)));
    }
}
