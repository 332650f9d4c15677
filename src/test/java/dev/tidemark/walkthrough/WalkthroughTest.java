package dev.tidemark.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.kafka.Cluster;
import dev.tidemark.kafka.TopicInfo;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.postgres.Login;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.walkthrough.lesson.Lesson;
import dev.tidemark.walkthrough.lesson.LessonReader;
import dev.tidemark.walkthrough.psql.Line;
import dev.tidemark.walkthrough.psql.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
class WalkthroughTest {
    private static final Lesson LESSON = LessonReader.read("test.lesson", "test", """
            title: A lock and a row
            show: payload
            step: A table
            what: It is made.
            1> CREATE TABLE mytable (seq serial PRIMARY KEY, payload text);
            1> \\publish mytable
            step: A lock
            what: It is taken.
            1> BEGIN; LOCK TABLE mytable;
            expect: LOCK TABLE
            step: A row
            what: It has to wait.
            3> INSERT INTO mytable (payload) VALUES ('hello');
            expect: blocked by session 1
            """);

    private Setting setting;

    @BeforeEach
    void prepare(TestServers servers) {
        DatabaseAddress database = servers.freshDatabase();
        setting = new Setting(new Login(database, Optional.empty()), servers.kafka(), Optional.empty());
    }

    private Walkthrough open() {
        return Walkthrough.open(setting, LESSON, () -> {});
    }

    private static WalkthroughState get(CompletableFuture<WalkthroughState> state) {
        return state.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private static Outcome type(Walkthrough walkthrough, int session, String text) {
        return walkthrough.type(session, text).orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static String text(Walkthrough walkthrough, int session) {
        return walkthrough.state().sessions().get(session - 1).lines().stream()
                .map(line -> line.prompt() + line.text())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aHangingStatementTellsWhomItWaitsForAndBackMakesItUndone() {
        try (Walkthrough walkthrough = open()) {
            get(walkthrough.next());
            get(walkthrough.next());
            WalkthroughState hanging = get(walkthrough.next());
            assertThat(hanging.finished()).isTrue();
            assertThat(hanging.sessions().getLast().hang()).hasValueSatisfying(hang -> {
                assertThat(hang.blockers()).containsExactly("session 1");
                assertThat(hang.lasting()).isPositive();
            });
            WalkthroughState back = get(walkthrough.back());
            assertThat(back.done()).isEqualTo(2);
            assertThat(back.explanation()).isEmpty();
            assertThat(back.sessions().getFirst().prompt()).endsWith("=*> ");
            assertThat(back.sessions().getLast().lines()).isEmpty();
            assertThat(back.eventTopic()).isNotEqualTo(hanging.eventTopic());
        }
    }

    @Test
    void typingByHandThatChangesTheCourseIsNamed() {
        try (Walkthrough walkthrough = open()) {
            get(walkthrough.next());
            get(walkthrough.next());
            type(walkthrough, 1, "ROLLBACK;");
            WalkthroughState state = get(walkthrough.next());
            assertThat(state.explanation())
                    .hasValueSatisfying(text -> assertThat(text)
                            .startsWith(
                                    "The lesson says that session 3 waits for session 1, but session 3 got INSERT 0 1.")
                            .contains("session 1: ROLLBACK;"));
            assertThat(get(walkthrough.startAgain()).done()).isZero();
        }
    }

    @Test
    void aSessionAnswersAsPsqlDoes() {
        try (Walkthrough walkthrough = open()) {
            String shop = setting.login().address().database();
            get(walkthrough.next());
            type(walkthrough, 2, "SELECT 1 AS one,\n  NULL AS nothing;");
            type(walkthrough, 2, "BEGIN; SELEC 1;");
            assertThat(walkthrough.state().sessions().get(1).prompt()).isEqualTo(shop + "=!> ");
            type(walkthrough, 2, "SELECT 1;");
            type(walkthrough, 2, "COMMIT;");
            type(walkthrough, 2, "INSERT INTO mytable (payload) VALUES ('a') RETURNING payload;");
            type(walkthrough, 2, "DROP TABLE IF EXISTS nothing;");
            type(walkthrough, 2, "\\d mytable\n\\dt\n\\nonsense");
            assertThat(text(walkthrough, 2))
                    .contains(shop + "=> SELECT 1 AS one,\n" + shop + "->   NULL AS nothing;\n one | nothing\n"
                            + "-----+---------\n   1 |\n(1 row)")
                    .contains("ERROR:  42601: syntax error at or near \"SELEC\"\nLINE 1: SELEC 1;\n        ^")
                    .contains("ERROR:  25P02: current transaction is aborted")
                    .contains(shop + "=!> COMMIT;\nROLLBACK")
                    .contains(" payload\n---------\n a\n(1 row)\nINSERT 0 1")
                    .contains("NOTICE:  table \"nothing\" does not exist, skipping\nDROP TABLE")
                    .contains("mytable_pkey\" PRIMARY KEY, btree (seq)")
                    .contains("List of relations")
                    .contains("invalid command \\nonsense");
        }
    }

    @Test
    void whatIsCommittedBecomesEventsAndWhatIsRolledBackDoesNot() {
        try (Walkthrough walkthrough = open()) {
            get(walkthrough.next());
            type(walkthrough, 3, "BEGIN; INSERT INTO mytable (payload) VALUES ('gone'); ROLLBACK;");
            type(walkthrough, 2, "INSERT INTO mytable (payload) VALUES ('one'), ('two');");
            type(walkthrough, 3, "UPDATE mytable SET payload = 'uno' WHERE payload = 'one';");
            type(walkthrough, 3, "DELETE FROM mytable WHERE payload = 'two';");
            assertThat(walkthrough.state().events())
                    .extracting(LogEntry::label)
                    .containsExactly("one", "two", "uno", "key 3 deleted");
        }
    }

    @Test
    void aHangingStatementCanBeCancelledAndALostConnectionMadeAgain() {
        try (Walkthrough walkthrough = open()) {
            get(walkthrough.next());
            get(walkthrough.next());
            get(walkthrough.next());
            walkthrough.cancel(3);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> text(walkthrough, 3).contains("57014"));
            assertThat(type(walkthrough, 1, "\\kill")).isInstanceOf(Outcome.Gone.class);
            assertThat(type(walkthrough, 3, "SELECT * FROM mytable;")).isInstanceOf(Outcome.Done.class);
            assertThat(type(walkthrough, 1, "SELECT 1;")).isInstanceOf(Outcome.Gone.class);
            assertThat(type(walkthrough, 1, "\\c")).isInstanceOf(Outcome.Done.class);
            assertThat(type(walkthrough, 1, "SELECT * FROM mytable;")).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void nothingIsLeftBehindEvenIfALessonHangs() {
        List<String> topics;
        try (Walkthrough walkthrough = open()) {
            get(walkthrough.next());
            get(walkthrough.next());
            WalkthroughState state = get(walkthrough.next());
            topics = List.of(state.eventTopic(), state.rowsTopic());
        }
        assertThat(schemas()).isEmpty();
        try (Cluster cluster = Cluster.connect(setting.kafka())) {
            assertThat(cluster.topics()).extracting(TopicInfo::name).doesNotContainAnyElementsOf(topics);
        }
    }

    @Test
    void whatADeadProgramLeftIsClearedAwayAndWhatLivesIsNot() {
        try (Walkthrough living = open();
                Control control = Control.open(setting.login(), "test")) {
            LessonTopics topics = LessonTopics.of(Optional.empty(), "dead", "dead");
            topics.create(setting.kafka(), 1);
            try (Control dead = Control.open(setting.login(), "dead")) {
                LessonSchema.create(dead, "dead", topics.own());
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> schemas().contains("tidemark_lesson_dead"));
            try (Walkthrough next = open();
                    Cluster cluster = Cluster.connect(setting.kafka())) {
                assertThat(schemas()).hasSize(2).doesNotContain("tidemark_lesson_dead");
                assertThat(cluster.topics()).extracting(TopicInfo::name).doesNotContainAnyElementsOf(topics.own());
                assertThat(get(next.next()).explanation()).isEmpty();
            }
            assertThat(get(living.next()).explanation()).isEmpty();
            assertThat(control.value("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aTopicOfTheTrainersIsWrittenToAndKept(TestServers servers) {
        String topic = servers.freshTopic("trainer", 2);
        Setting named = new Setting(setting.login(), setting.kafka(), Optional.of(topic));
        try (Walkthrough walkthrough = Walkthrough.open(named, LESSON, () -> {})) {
            get(walkthrough.next());
            type(walkthrough, 1, "BEGIN; SELECT pg_export_snapshot();");
            String snapshot = walkthrough.state().sessions().getFirst().lines().stream()
                    .filter(line -> line.kind() == Line.Kind.ROWS)
                    .map(line -> line.text().lines().toList().get(2).strip())
                    .findFirst()
                    .orElseThrow();
            type(walkthrough, 1, "\\mark " + snapshot);
            assertThat(walkthrough.state().events())
                    .hasSize(2)
                    .allMatch(e -> e.label().equals(snapshot))
                    .allMatch(e -> e.position().topic().equals(topic));
        }
        try (Cluster cluster = Cluster.connect(setting.kafka())) {
            assertThat(cluster.topic(topic)).isPresent();
        }
    }

    private List<String> schemas() {
        try (Control control = Control.open(setting.login(), "test")) {
            return control.ask("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'tidemark_lesson%'").stream()
                    .map(row -> String.valueOf(row.getFirst()))
                    .toList();
        }
    }
}
