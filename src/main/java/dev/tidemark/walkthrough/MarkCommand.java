package dev.tidemark.walkthrough;

import dev.tidemark.walkthrough.psql.Desk;
import dev.tidemark.walkthrough.psql.Line;
import dev.tidemark.walkthrough.psql.Outcome;
import dev.tidemark.walkthrough.psql.ResultRows;
import dev.tidemark.walkthrough.psql.SessionCommand;
import dev.tidemark.wire.ControlKeys;
import dev.tidemark.wire.Mark;
import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.Position;
import dev.tidemark.wire.RunId;
import dev.tidemark.wire.Snapshot;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** {@code \mark SNAPSHOT}: writes the mark into every partition of the event topic. */
record MarkCommand(Pipeline pipeline) implements SessionCommand {

    @Override
    public String usage() {
        return "\\mark SNAPSHOT";
    }

    @Override
    public String purpose() {
        return "write the mark into the log: the snapshot was taken here";
    }

    @Override
    public Outcome run(String snapshotId, Desk desk) throws SQLException {
        if (!snapshotId.matches("[0-9A-F]{8}-[0-9A-F]{8}-\\d+")) {
            return Names.refused(
                    "The command is " + usage() + ", with what pg_export_snapshot() gave, such as 00000003-00000006-1.",
                    desk);
        }
        if (!desk.inTransaction()) {
            return Names.refused(
                    "This session has no transaction open, so it can't have exported a snapshot that still is.", desk);
        }
        pipeline.relay().drain();
        List<Position> positions = write(mark(snapshotId, desk));
        pipeline.log().await(positions.getLast());
        desk.show(Line.note("The mark is in the log: "
                + positions.stream()
                        .map(p -> "partition " + p.partition() + ", offset " + p.offset())
                        .collect(Collectors.joining("; "))
                + "."));
        return Outcome.Done.QUIETLY;
    }

    private Mark mark(String snapshotId, Desk desk) throws SQLException {
        // These names are understood by every version from 11 on.
        String visible = desk.ask("SELECT txid_current_snapshot()")
                .map(ResultRows::value)
                .orElse("0:0:");
        String lsn =
                desk.ask("SELECT pg_current_wal_lsn()").map(ResultRows::value).orElse("");
        Control control = pipeline.control();
        return new Mark(
                RunId.at(Instant.now(), new Random()),
                Snapshot.of(snapshotId, visible, lsn),
                control.value("SELECT current_database()"),
                control.value("SELECT system_identifier FROM pg_control_system()"),
                pipeline.tables().stream()
                        .map(table ->
                                new Mark.MarkedTable(table, pipeline.topics().rows()))
                        .toList(),
                Instant.now());
    }

    private List<Position> write(Mark mark) {
        String topic = pipeline.topics().events();
        List<Position> positions = new ArrayList<>();
        for (int partition = 0; partition < pipeline.writer().partitions(topic); partition++) {
            positions.add(pipeline.writer()
                    .control(
                            topic,
                            partition,
                            MessageKind.MARK,
                            mark.run(),
                            ControlKeys.mark(mark.run()),
                            mark.toBytes()));
        }
        pipeline.marked(mark.run());
        return positions;
    }
}
