package dev.tidemark.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.run.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticesTest {
    @TempDir
    private Path folder;

    @Test
    void tells_once_that_a_run_waits_or_is_over_while_nobody_sees_the_window() throws IOException {
        Path told = folder.resolve("told");
        AtomicBoolean inFront = new AtomicBoolean(true);
        Notices notices = new Notices(List.of("sh", "-c", "echo \"$1|$2\" >> '" + told + "'", "notify"), inFront::get);

        notices.see(Optional.of(MadeUp.at(Stage.READING)));
        notices.see(Optional.of(MadeUp.at(Stage.STAGED)));
        inFront.set(false);
        notices.see(Optional.of(MadeUp.at(Stage.STAGED)));
        notices.see(Optional.of(MadeUp.at(Stage.PUBLISHING)));
        notices.see(Optional.of(MadeUp.at(Stage.COMMITTED)));
        notices.see(Optional.of(MadeUp.at(Stage.COMMITTED)));

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(told).isNotEmptyFile());
        assertThat(Files.readAllLines(told))
                .containsExactly("Tidemark|The backfill is done: 30,918,449 rows are in the log.");
    }
}
