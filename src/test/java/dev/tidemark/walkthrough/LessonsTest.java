package dev.tidemark.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.postgres.Login;
import dev.tidemark.sandbox.PostgresVersion;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.walkthrough.lesson.Lesson;
import dev.tidemark.walkthrough.lesson.LessonReader;
import dev.tidemark.walkthrough.lesson.LessonShelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each of the program's own lessons, on real servers. */
@ExtendWith(SharedServers.class)
class LessonsTest {
    private static final int AT_A_TIME = 4;
    private static final int LIMIT_SECONDS = 120;
    private static final String TO_ITS_END = "to its end, each step as the lesson says";

    /** They mostly wait, so several do so at the same time, as several trainees in one database would. */
    @ParameterizedTest
    @EnumSource(names = {"V11", "V18"})
    void everyLessonGoesAsItSays(PostgresVersion version, TestServers servers) {
        DatabaseAddress database = servers.freshDatabase(version);
        Setting setting = new Setting(new Login(database, Optional.empty()), servers.kafka(), Optional.empty());
        List<Lesson> lessons = LessonShelf.with(List.of()).lessons();
        Map<String, CompletableFuture<String>> courses = new TreeMap<>();
        try (ExecutorService trainees = Executors.newFixedThreadPool(AT_A_TIME)) {
            lessons.forEach(lesson ->
                    courses.put(lesson.id(), CompletableFuture.supplyAsync(() -> course(lesson, setting), trainees)));
        }
        assertThat(courses).hasSize(9);
        courses.forEach((id, course) ->
                assertThat(course).as(id).succeedsWithin(1, TimeUnit.SECONDS).isEqualTo(TO_ITS_END));
    }

    @Test
    void theExampleInTheDocumentationGoesAsItSays(TestServers servers) throws IOException {
        String text = Files.readString(Path.of("docs/lessons.md"));
        int begin = text.indexOf("# Lines that begin with #");
        Lesson example =
                LessonReader.read("docs/lessons.md", "example", text.substring(begin, text.indexOf("```", begin)));
        Login login = new Login(servers.freshDatabase(), Optional.empty());
        assertThat(course(example, new Setting(login, servers.kafka(), Optional.empty())))
                .isEqualTo(TO_ITS_END);
    }

    /** How far the lesson goes, and why not further. */
    private static String course(Lesson lesson, Setting setting) {
        try (Walkthrough walkthrough = Walkthrough.open(setting, lesson, () -> {})) {
            for (int step = 1; step <= lesson.steps().size(); step++) {
                WalkthroughState state = walkthrough
                        .next()
                        .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                        .join();
                if (state.explanation().isPresent()) {
                    return "to step " + step + ". " + state.explanation().get();
                }
            }
            return walkthrough.state().finished() ? TO_ITS_END : "not to its end";
        }
    }
}
