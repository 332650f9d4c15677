package dev.tidemark.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageLibraryTest {
    @TempDir
    private Path folder;

    @Test
    void isLoaded() {
        assertThat(StageLibrary.load()).isEmpty();
    }

    @Test
    void thatCannotBeUnpackedIsAProblemWithThePlaceToLookAt() throws IOException {
        Path nowhere = folder.resolve("nowhere");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + nowhere,
                        "-cp",
                        System.getProperty("java.class.path"),
                        StageLibraryTest.class.getName())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("stage-library", nowhere.toString());
    }

    /** In a JVM of its own, since one that has loaded it keeps it. */
    public static void main(String[] none) {
        StageLibrary.load().ifPresent(problem -> System.out.println(problem.code() + " " + problem.toDo()));
    }
}
