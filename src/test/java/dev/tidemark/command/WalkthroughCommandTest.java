package dev.tidemark.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedServers.class)
class WalkthroughCommandTest {
    @TempDir
    private Path folder;

    private static int on(TestServers servers, Shell shell, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "walkthrough",
                "--database",
                servers.freshDatabase().url(),
                "--kafka",
                servers.kafka().bootstrapServers()));
        all.addAll(List.of(arguments));
        return shell.run(all.toArray(String[]::new));
    }

    @Test
    void aStepGoesWithEachEnterAndWhatIsTypedGoesToItsSession(TestServers servers) {
        Shell shell = Shell.typing("\n2 SELECT 'by ' || 'hand' AS typed;\n\nb\nx\n9 SELECT 1;\nq\n");

        assertThat(on(servers, shell, "--width", "150")).as(shell.err()).isZero();
        assertThat(shell.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .containsSubsequence(
                        "Session 1: locks and exports │ Session 2: reads the snapshot │ Session 3: the application",
                        "Step 1 of 9. A table, and events",
                        "INSERT 0 2 │ │",
                        "│ by hand │",
                        "Step 2 of 9. Begin, without looking",
                        "Step 1 of 9. A table, and events");
        assertThat(shell.out())
                .contains("[0 hello-1]  [1 hello-2]")
                .contains("Enter goes on; b back;")
                .contains("There is no session 9.");
    }

    @Test
    void withNobodyThereItGoesToItsEndByItself(TestServers servers) {
        Shell shell = new Shell();

        assertThat(on(servers, shell, "look-first")).as(shell.err()).isZero();
        assertThat(shell.out()).contains("Nobody is there to press Enter", "Step 5 of 5. The row is missing");
    }

    @Test
    void aLessonThatGoesOtherwiseSaysSoAndFails(TestServers servers) throws IOException {
        Files.writeString(folder.resolve("wrong.lesson"), """
                title: Wrong
                step: One
                what: It is not two.
                1> SELECT 1;
                expect: shows 2
                """);
        Shell shell = new Shell();

        assertThat(on(servers, shell, "wrong", "--all", "--lessons", folder.toString()))
                .isEqualTo(1);
        assertThat(shell.out())
                .contains(
                        "Not as the lesson says. The lesson says that session 1 sees 2, but session 1 got 1 row (1).");
    }

    @Test
    void aBrokenLessonNamesItsLineAndSpoilsNothingElse() throws IOException {
        Files.writeString(folder.resolve("broken.lesson"), "title: Broken\nstepp: One\n");
        Shell shell = new Shell();

        assertThat(shell.run("walkthrough", "--list", "--lessons", folder.toString()))
                .isZero();
        assertThat(shell.err()).contains("broken.lesson", "Line 2: “stepp” is no field.");
        assertThat(shell.out())
                .contains(
                        "recipe ",
                        "lock-modes ",
                        "look-first ",
                        "truncate ",
                        "queue ",
                        "deadlock ",
                        "killed ",
                        "pages ")
                .contains("consumer ");
    }

    @Test
    void wrongUsageIsToldBeforeAnythingStarts() {
        Shell unknown = new Shell();
        assertThat(unknown.run("walkthrough", "recipes")).isEqualTo(2);
        assertThat(unknown.err()).contains("There is no lesson “recipes”. There are: recipe, lock-modes");
        Shell half = new Shell();
        assertThat(half.run("walkthrough", "--kafka", "localhost:9092")).isEqualTo(2);
        assertThat(half.err()).contains("--database and --kafka belong together.");
        Shell topic = new Shell();
        assertThat(topic.run("walkthrough", "--topic", "orders")).isEqualTo(2);
        assertThat(topic.err()).contains("--topic needs --database and --kafka.");
    }
}
