package dev.tidemark.walkthrough;

import dev.tidemark.kafka.LogMessage;
import dev.tidemark.wire.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The messages of the lesson's topics, as they came back from Kafka. May be used from any thread. */
final class LessonLog {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final List<LogEntry> entries = new ArrayList<>();
    private final LogLabels labels;
    private final Changes changes;

    LessonLog(String show, Changes changes) {
        this.labels = new LogLabels(show);
        this.changes = changes;
    }

    void arrived(LogMessage message) {
        synchronized (this) {
            entries.add(labels.entry(message));
        }
        changes.happened();
    }

    synchronized List<LogEntry> entries() {
        return List.copyOf(entries);
    }

    List<LogEntry> entries(String topic) {
        return entries().stream()
                .filter(e -> e.position().topic().equals(topic))
                .toList();
    }

    /** Waits until a message that was acknowledged has come back. */
    void await(Position position) {
        changes.await(() -> entries().stream().anyMatch(e -> e.position().equals(position)), LIMIT);
    }

    boolean says(String text) {
        return entries().stream().anyMatch(e -> e.says(text));
    }
}
