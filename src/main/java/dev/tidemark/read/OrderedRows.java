package dev.tidemark.read;

import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.read.ReadOrder.Destination;
import dev.tidemark.wire.Begin;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where all of an order's rows go. */
final class OrderedRows {
    private static final Logger LOG = LoggerFactory.getLogger(OrderedRows.class);
    /** 8 MB: such a chunk is a Kafka transaction that is open while the chunk is read. */
    private static final long BLOCKS_AWAY = 1_024;

    private final ReadOrder order;
    private final StageRoom room;

    /** @param bytesToCome about how many bytes are still to be written, by how many are */
    OrderedRows(
            ReadOrder order,
            ReadControl control,
            ReadListener listener,
            Function<Path, StageRoom.Probe> probes,
            LongFunction<OptionalLong> bytesToCome) {
        this.order = order;
        this.room = new StageRoom(place(), probes.apply(place()), control, listener, bytesToCome);
    }

    /** For people. */
    Path place() {
        return order.destination() instanceof Destination.Files(Path folder) ? folder : Path.of("");
    }

    void begin(Map<TableName, List<Begin.Column>> columns) {
        if (order.destination() instanceof Destination.Outlet(var outlet)) {
            outlet.begin(columns);
        }
    }

    List<Chunk> chunks(PgSession session, SourceTable source) throws SQLException {
        return switch (order.destination()) {
            case Destination.Files _ -> ChunkPlan.of(session, source, ChunkPlan.BLOCKS);
            case Destination.Outlet _ -> ChunkPlan.of(session, source, BLOCKS_AWAY);
        };
    }

    TableOutput output(int number, RowShape shape) throws IOException {
        TablePlan plan = order.tables().get(number);
        return switch (order.destination()) {
            case Destination.Files(Path folder) -> {
                Path own = new Stage(folder).make(number, plan.table());
                yield new TableOutput.Files(plan, shape, own, room);
            }
            case Destination.Outlet(var outlet) -> new TableOutput.Away(plan, outlet);
        };
    }

    void stop() {
        if (order.destination() instanceof Destination.Outlet(var outlet)) {
            outlet.stop();
        }
    }

    /** What was written is of no use. */
    void delete() {
        if (order.destination() instanceof Destination.Files(Path folder)) {
            try {
                new Stage(folder).delete();
            } catch (ProblemException e) {
                LOG.warn("Staged rows are left in {}", folder, e);
            }
        }
    }
}
