package dev.tidemark.walkthrough;

import dev.tidemark.walkthrough.psql.Desk;
import dev.tidemark.walkthrough.psql.Line;
import dev.tidemark.walkthrough.psql.Outcome;
import dev.tidemark.walkthrough.psql.SessionCommand;
import dev.tidemark.wire.MessageKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code \consume TABLE}: this session is the consumer's database, and the next part of the log is applied to a table
 * of it: the events up to the mark, then the mark's rows, then the events behind it.
 */
final class ConsumeCommand implements SessionCommand {
    private final Pipeline pipeline;
    /** How many of the event topic's messages each of the consumer's tables has been through. */
    private final Map<String, Integer> done = new HashMap<>();

    ConsumeCommand(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public String usage() {
        return "\\consume TABLE";
    }

    @Override
    public String purpose() {
        return "apply the next part of the log to a table";
    }

    @Override
    public Outcome run(String table, Desk desk) throws SQLException {
        if (!Names.plain(table)) {
            return Names.wanted(usage(), desk);
        }
        List<LogEntry> log = pipeline.log().entries(pipeline.topics().events());
        int from = done.getOrDefault(table, 0);
        if (from == log.size()) {
            desk.show(Line.note("The log has nothing new."));
            return Outcome.Done.QUIETLY;
        }
        return log.get(from).kind().equals(Optional.of(MessageKind.MARK))
                ? atMark(table, from, desk)
                : events(table, from, log, desk);
    }

    private Outcome events(String table, int from, List<LogEntry> log, Desk desk) throws SQLException {
        List<String> applied = new ArrayList<>();
        int next = from;
        while (next < log.size() && !log.get(next).kind().equals(Optional.of(MessageKind.MARK))) {
            LogEntry message = log.get(next);
            // Any other message of a backfill says nothing to who is not at its mark.
            if (message.kind().isEmpty()) {
                apply(table, message, desk);
                applied.add("offset " + message.position().offset() + "  event  " + message.label());
            }
            next++;
        }
        if (next < log.size()) {
            applied.add("offset " + log.get(next).position().offset() + "  the mark: next come its rows");
        }
        done.put(table, next);
        return told(applied, desk);
    }

    private Outcome atMark(String table, int at, Desk desk) throws SQLException {
        List<LogEntry> rows = pipeline.log().entries(pipeline.topics().rows());
        if (rows.isEmpty() || !rows.getLast().kind().equals(Optional.of(MessageKind.END))) {
            return Names.refused("The mark's rows are not complete yet: the consumer waits at the mark.", desk);
        }
        List<String> applied = new ArrayList<>();
        for (LogEntry row : rows) {
            if (row.kind().equals(Optional.of(MessageKind.ROW))) {
                apply(table, row, desk);
                applied.add("row  " + row.label());
            }
        }
        done.put(table, at + 1);
        return told(applied, desk);
    }

    private static Outcome told(List<String> applied, Desk desk) {
        desk.show(Line.rows(String.join("\n", applied)));
        return Outcome.Done.QUIETLY;
    }

    private void apply(String table, LogEntry message, Desk desk) throws SQLException {
        String key = pipeline.tables().stream()
                .findFirst()
                .flatMap(source -> pipeline.keyColumn(source.name()))
                .orElse("");
        desk.ask("DELETE FROM %s WHERE %s::text = %s".formatted(table, key, literal(message.key())));
        if (message.value().isPresent()) {
            String row = literal(message.value().get());
            desk.ask("INSERT INTO %1$s SELECT * FROM jsonb_populate_record(NULL::%1$s, %2$s)".formatted(table, row));
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
