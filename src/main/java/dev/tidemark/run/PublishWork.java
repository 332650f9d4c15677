package dev.tidemark.run;

import dev.tidemark.plan.TablePlan;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.publish.Publisher;
import dev.tidemark.publish.RowsToPublish;
import dev.tidemark.read.ReadTable;
import dev.tidemark.read.StagedChunk;
import dev.tidemark.read.StagedTable;
import dev.tidemark.wire.Begin;
import dev.tidemark.wire.LedgerEntry.Share;
import dev.tidemark.wire.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The part of a run in which its rows are made to count: staged ones are published, streamed ones get their ends. */
final class PublishWork {
    private final RunBasis basis;
    private final Snapshot snapshot;
    private final Instant snapshotAt;
    private final Publisher publisher;

    /**
     * Begins to publish.
     *
     * @param tables what was read
     * @param done told on the run's thread when every row and every end is in the log
     * @param failed told on the run's thread when it can't go on
     */
    PublishWork(RunHub hub, RunBasis basis, List<ReadTable> tables, Runnable done, Consumer<Problem> failed) {
        this.basis = basis;
        this.snapshot = hub.state().snapshot().orElseThrow();
        this.snapshotAt = hub.state().snapshotAt().orElseThrow();
        this.publisher = new Publisher(basis.plan().kafka(), basis.run(), basis.producers(), basis.bufferBytes());
        hub.work(() -> {
            try {
                publisher.publish(rows(tables), new PublishTally(hub));
                hub.post(done);
            } catch (ProblemException e) {
                hub.post(() -> failed.accept(e.problem()));
            }
        });
    }

    private List<RowsToPublish> rows(List<ReadTable> tables) {
        Map<TablePlan, StagedTable> files = basis.streamed()
                ? Map.of()
                : basis.staged().open(basis.plan().tables()).stream()
                        .collect(Collectors.toMap(StagedTable::plan, Function.identity()));
        return tables.stream()
                .map(table -> rows(
                        table,
                        Optional.ofNullable(files.get(table.plan()))
                                .map(StagedTable::chunks)
                                .orElse(List.of())))
                .toList();
    }

    private RowsToPublish rows(ReadTable table, List<StagedChunk> chunks) {
        return new RowsToPublish(
                table.plan().table(),
                table.plan().rowsTopic(),
                basis.partitions(table.plan()),
                Envelopes.cloudEvent(basis.plan(), table.plan(), snapshotAt),
                new Begin(basis.run(), table.plan().table(), snapshot.id(), table.columns()),
                chunks.stream().map(PublishWork::chunk).toList(),
                Optional.of(new Share(table.rows(), table.checksum())));
    }

    private static RowsToPublish.Chunk chunk(StagedChunk chunk) {
        return chunk::decode;
    }

    void stop() {
        publisher.stop();
    }
}
