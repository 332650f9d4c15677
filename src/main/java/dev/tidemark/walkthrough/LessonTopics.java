package dev.tidemark.walkthrough;

import dev.tidemark.kafka.OwnTopics;
import dev.tidemark.plan.KafkaAddress;
import java.util.List;
import java.util.Optional;

/**
 * The topics of one lesson.
 *
 * @param events where the application's events go, and the mark
 * @param rows where the backfilled rows go
 * @param own those that were made for this lesson and are deleted with it
 */
record LessonTopics(String events, String rows, List<String> own) {
    private static final String ROWS_SUFFIX = ".backfill";

    /**
     * @param named an existing topic for the events; empty: both are the lesson's own
     * @param begins what an own topic's name begins with
     * @param tag four letters and digits that no other lesson has
     */
    static LessonTopics of(Optional<String> named, String begins, String tag) {
        String own = begins + "-" + tag;
        String events = named.orElse(own);
        String rows = own + ROWS_SUFFIX;
        return new LessonTopics(events, rows, named.isPresent() ? List.of(rows) : List.of(events, rows));
    }

    /** @param partitions as many as the event topic has */
    void create(KafkaAddress kafka, int partitions) {
        new OwnTopics(kafka).create(own, partitions);
    }

    void delete(KafkaAddress kafka) {
        new OwnTopics(kafka).delete(own);
    }
}
