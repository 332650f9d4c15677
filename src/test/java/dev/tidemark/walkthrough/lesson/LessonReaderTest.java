package dev.tidemark.walkthrough.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LessonReaderTest {
    private static final String WHOLE = """
            # A remark
            title: Two words
            about: What it is
              about.
            session 2: the application

            step: First
            what: Something happens.
            why: There is
              a reason.
            2> SELECT 1
                 AS one;
            expect: 1 row
            keep: one
            step: Second
            what: It is used.
            1> SELECT ${one},
               '{}';
            expect: shows 1
            expect 2: blocked by session 1
            expect: error 22023 or 42704
            expect: log does not show mark
            """;

    @Test
    void aWholeLessonIsRead() {
        Lesson lesson = LessonReader.read("a.lesson", "a", WHOLE);
        assertThat(lesson.title()).isEqualTo("Two words");
        assertThat(lesson.about()).isEqualTo("What it is about.");
        assertThat(lesson.role(2)).isEqualTo("the application");
        assertThat(lesson.steps()).hasSize(2);
        Step first = lesson.steps().getFirst();
        assertThat(first.why()).isEqualTo("There is a reason.");
        assertThat(first.commands())
                .containsExactly(
                        new Command(2, "SELECT 1\n  AS one;", List.of(new Expectation.Rows(2, 1)), Optional.of("one")));
        Command second = lesson.steps().getLast().commands().getFirst();
        assertThat(second.text(Map.of("one", "$1"))).isEqualTo("SELECT $1,\n'{}';");
        assertThat(second.expected())
                .containsExactly(
                        new Expectation.Shows(1, "1"),
                        new Expectation.Blocked(2, 1),
                        new Expectation.Error(1, List.of("22023", "42704")),
                        new Expectation.Logged("mark", false));
    }

    /** One line of the lesson above in place of another, and what is said about it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "step: First ~ stepp: First ~ Line 7: “stepp” is no field",
                "expect: 1 row ~ expect: happiness ~ Line 13: “happiness” is nothing that can be expected",
                "keep: one ~ keep: other ~ Line 17: nothing is kept as “one” before this line",
                "2> SELECT 1 ~ 4> SELECT 1 ~ Line 11: there is no session 4",
                "expect 2: blocked by session 1 ~ expect 2: blocked by session 9 ~ Line 20: there is no session 9",
                "session 2: the application ~ session 2 the application ~ Line 5: “session 2 the application” is not",
                "what: It is used. ~ # nothing ~ Line 15: the step doesn't say what happens",
                "title: Two words ~ # nothing ~ Line 1: the lesson has no title",
                "'{}'; ~ '{}' ~ Line 17: the SQL doesn't end with a semicolon",
                "about: What it is ~ title: What it is ~ Line 3: “title” is there twice",
                "step: Second ~ title: Second ~ Line 15: “title” stands inside a step",
                "step: First ~ # nothing ~ Line 8: “what” stands before the first step",
                "what: Something happens. ~ keep: x ~ Line 8: “keep” follows nothing that is typed",
                "# A remark ~ `\ta` ~ Line 1: the line is indented, but nothing stands before it",
            })
    void aMistakeIsToldWithItsLine(String right, String wrong, String told) {
        String text = WHOLE.replace(right, wrong);
        assertThat(text).isNotEqualTo(WHOLE);
        assertThatThrownBy(() -> LessonReader.read("a.lesson", "a", text))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().what()).contains("a.lesson");
                    assertThat(e.problem().why()).startsWith(told);
                });
    }

    @Test
    void aBrokenFileSpoilsNothingElse(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("1-broken.lesson"), "titel: x");
        Files.write(folder.resolve("2-binary.lesson"), new byte[] {(byte) 0xff, (byte) 0xfe});
        Files.writeString(folder.resolve("3-good.lesson"), WHOLE);
        Files.writeString(folder.resolve("notes.txt"), "no lesson");
        LessonShelf shelf = LessonShelf.with(List.of(folder, folder.resolve("missing")));
        assertThat(shelf.broken())
                .hasSize(2)
                .allSatisfy(p -> assertThat(p.what()).contains(folder.toString()));
        assertThat(shelf.broken().getFirst().why()).startsWith("Line 1: “titel” is no field");
        assertThat(shelf.find("good")).isPresent();
        assertThat(shelf.find("recipe")).isPresent();
    }

    @Test
    void aTrainersLessonTakesThePlaceOfOneOfTheSameName(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("recipe.lesson"), WHOLE);
        LessonShelf shelf = LessonShelf.with(List.of(folder));
        assertThat(shelf.find("RECIPE")).map(Lesson::title).hasValue("Two words");
    }
}
