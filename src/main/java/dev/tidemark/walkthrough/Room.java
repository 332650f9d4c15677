package dev.tidemark.walkthrough;

import dev.tidemark.kafka.MessageWriter;
import dev.tidemark.kafka.TopicTail;
import dev.tidemark.postgres.PgProblems;
import dev.tidemark.walkthrough.lesson.Lesson;
import dev.tidemark.walkthrough.psql.PsqlSession;
import dev.tidemark.walkthrough.psql.SessionCommand;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that one go at a lesson needs: a schema, topics, three sessions, the log. Closing it leaves nothing behind. */
final class Room implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Room.class);
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int TAG = 4;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<PsqlSession> sessions = new ArrayList<>();
    private final Changes changes;
    private final LessonLog log;
    private final LessonTopics topics;
    private final BlockWatch watch;

    private Room(Setting setting, Lesson lesson, Changes changes, RandomGenerator random) {
        this.changes = changes;
        this.log = new LessonLog(lesson.show(), changes);
        String tag = tag(random);
        String names = "tidemark lesson " + tag;
        this.topics = LessonTopics.of(setting.topic(), lesson.topic(), tag);
        try {
            Control control = opened(Control.open(setting.login(), names + " control"));
            LessonSchema schema = LessonSchema.create(control, tag, topics.own());
            opened.push(() -> schema.drop(names));
            MessageWriter writer = opened(MessageWriter.open(setting.kafka()));
            opened.push(() -> topics.delete(setting.kafka()));
            topics.create(
                    setting.kafka(), setting.topic().map(writer::partitions).orElse(1));
            Map<String, Integer> partitions = new HashMap<>();
            List.of(topics.events(), topics.rows()).forEach(topic -> partitions.put(topic, writer.partitions(topic)));
            opened(TopicTail.open(setting.kafka(), partitions, log::arrived));
            Pipeline pipeline = new Pipeline(control, schema.name(), topics, writer, log);
            for (int number = 1; number <= Lesson.SESSIONS; number++) {
                sessions.add(opened(PsqlSession.open(
                        setting.login(),
                        names + " session " + number,
                        "SET search_path = " + schema.name(),
                        commands(pipeline),
                        changes::happened,
                        pipeline.relay()::drain)));
            }
            this.watch = opened(new BlockWatch(control, sessions, changes));
        } catch (SQLException e) {
            close();
            throw PgProblems.of(e, setting.login().address()).asException(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    static Room open(Setting setting, Lesson lesson, Changes changes, RandomGenerator random) {
        return new Room(setting, lesson, changes, random);
    }

    private static List<SessionCommand> commands(Pipeline pipeline) {
        return List.of(
                new PublishCommand(pipeline),
                new MarkCommand(pipeline),
                new RowsCommand(pipeline),
                new VoidCommand(pipeline),
                new ConsumeCommand(pipeline),
                new KillCommand(pipeline));
    }

    private static String tag(RandomGenerator random) {
        StringBuilder tag = new StringBuilder();
        for (int i = 0; i < TAG; i++) {
            tag.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return tag.toString();
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    /** @param number from 1 */
    PsqlSession session(int number) {
        return sessions.get(number - 1);
    }

    Optional<Hang> hang(int number) {
        return watch.hang(number);
    }

    LessonLog log() {
        return log;
    }

    LessonTopics topics() {
        return topics;
    }

    Changes changes() {
        return changes;
    }

    /** In reverse order, each whatever became of the others. */
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                LOG.warn("Something of a lesson could not be closed; the next start clears it up", e);
            }
        }
    }
}
