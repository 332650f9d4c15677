package dev.tidemark.walkthrough;

import dev.tidemark.kafka.MessageWriter;
import dev.tidemark.plan.TableName;
import dev.tidemark.wire.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** What stands between a lesson's tables and its topics: which tables are published, and the last mark's run. */
final class Pipeline {
    private final Control control;
    private final String schema;
    private final LessonTopics topics;
    private final MessageWriter writer;
    private final LessonLog log;
    private final Relay relay;
    private final Map<String, String> keyColumns = new ConcurrentSkipListMap<>();
    private volatile @Nullable RunId run;

    Pipeline(Control control, String schema, LessonTopics topics, MessageWriter writer, LessonLog log) {
        this.control = control;
        this.schema = schema;
        this.topics = topics;
        this.writer = writer;
        this.log = log;
        this.relay = new Relay(control, writer, topics.events(), log);
    }

    Control control() {
        return control;
    }

    LessonTopics topics() {
        return topics;
    }

    MessageWriter writer() {
        return writer;
    }

    LessonLog log() {
        return log;
    }

    Relay relay() {
        return relay;
    }

    /** From now on each change of the table is an event with this column as its key. */
    void published(String table, String keyColumn) {
        keyColumns.put(table, keyColumn);
    }

    Optional<String> keyColumn(String table) {
        return Optional.ofNullable(keyColumns.get(table));
    }

    List<TableName> tables() {
        List<TableName> tables = new ArrayList<>();
        keyColumns.keySet().forEach(table -> tables.add(name(table)));
        return tables;
    }

    TableName name(String table) {
        return new TableName(schema, table);
    }

    /** That of the last mark. */
    Optional<RunId> run() {
        return Optional.ofNullable(run);
    }

    void marked(RunId marked) {
        run = marked;
    }
}
