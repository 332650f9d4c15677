package dev.tidemark.walkthrough;

import dev.tidemark.kafka.MessageWriter;
import dev.tidemark.kafka.RowProducer;
import dev.tidemark.plan.TableName;
import dev.tidemark.walkthrough.psql.Desk;
import dev.tidemark.walkthrough.psql.Line;
import dev.tidemark.walkthrough.psql.Outcome;
import dev.tidemark.walkthrough.psql.ResultRows;
import dev.tidemark.walkthrough.psql.SessionCommand;
import dev.tidemark.wire.Begin;
import dev.tidemark.wire.Checksum;
import dev.tidemark.wire.ControlKeys;
import dev.tidemark.wire.End;
import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.Position;
import dev.tidemark.wire.RunId;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code \rows TABLE}: publishes the table's rows, as this session sees them, as those that belong to the mark. */
record RowsCommand(Pipeline pipeline) implements SessionCommand {
    private static final String ROWS =
            "SELECT %1$s::text AS key, to_jsonb(%2$s)::text AS value FROM %2$s ORDER BY %1$s";
    private static final String COLUMNS = """
            SELECT attname, format_type(atttypid, atttypmod)
            FROM pg_attribute
            WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped
            ORDER BY attnum
            """;

    @Override
    public String usage() {
        return "\\rows TABLE";
    }

    @Override
    public String purpose() {
        return "publish the rows that this session sees, as the mark's";
    }

    @Override
    public Outcome run(String table, Desk desk) throws SQLException {
        if (!Names.plain(table)) {
            return Names.wanted(usage(), desk);
        }
        Optional<String> key = pipeline.keyColumn(table);
        Optional<RunId> run = pipeline.run();
        if (key.isEmpty() || run.isEmpty()) {
            return Names.refused(
                    run.isEmpty()
                            ? "There is no mark yet that the rows could belong to; \\mark writes one."
                            : "The application doesn't publish " + table + "; \\publish " + table + " makes it.",
                    desk);
        }
        List<Begin.Column> columns = new ArrayList<>();
        for (List<@Nullable String> column :
                desk.ask(COLUMNS.formatted(table)).map(ResultRows::rows).orElse(List.of())) {
            columns.add(new Begin.Column(String.valueOf(column.getFirst()), String.valueOf(column.getLast())));
        }
        ResultRows rows = desk.ask(ROWS.formatted(key.get(), table)).orElseThrow();
        publish(run.get(), pipeline.name(table), columns, rows);
        int count = rows.rows().size();
        desk.show(Line.note((count == 1 ? "1 row is" : count + " rows are") + " in "
                + pipeline.topics().rows() + ", between begin and end."));
        return new Outcome.Done("", Optional.of(rows));
    }

    private void publish(RunId run, TableName table, List<Begin.Column> columns, ResultRows rows) {
        MessageWriter writer = pipeline.writer();
        String topic = pipeline.topics().rows();
        int partitions = writer.partitions(topic);
        byte[] begin = new Begin(run, table, "", columns).toBytes();
        for (int partition = 0; partition < partitions; partition++) {
            writer.control(topic, partition, MessageKind.BEGIN, run, ControlKeys.begin(run, table), begin);
        }
        List<Checksum> sums = Stream.generate(Checksum::new).limit(partitions).toList();
        for (List<@Nullable String> row : rows.rows()) {
            String key = String.valueOf(row.getFirst());
            String value = String.valueOf(row.getLast());
            byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
            int partition = RowProducer.partition(keyBytes, partitions);
            sums.get(partition).add(keyBytes, value.getBytes(StandardCharsets.UTF_8));
            writer.row(topic, partition, run, table, key, value);
        }
        List<Position> ends = IntStream.range(0, partitions)
                .mapToObj(partition -> {
                    Checksum sum = sums.get(partition);
                    byte[] end = new End(run, table, sum.rows(), sum.text()).toBytes();
                    return writer.control(topic, partition, MessageKind.END, run, ControlKeys.end(run, table), end);
                })
                .toList();
        ends.forEach(pipeline.log()::await);
    }
}
