package dev.tidemark.desktop.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneWindowTest {
    @TempDir
    private Path path;

    @Test
    void a_second_start_calls_the_first_and_finds_nobody_once_that_is_closed() throws InterruptedException {
        ConfigFolder folder = new ConfigFolder(path);
        BlockingQueue<List<String>> calls = new LinkedBlockingQueue<>();
        assertThat(OneWindow.call(folder, List.of("--theme=dark"))).isFalse();

        try (OneWindow _ = OneWindow.claim(folder, calls::add).orElseThrow()) {
            assertThat(OneWindow.claim(folder, calls::add)).isEmpty();
            assertThat(OneWindow.call(folder, List.of("--theme=dark", "--plan=/a plan.yaml")))
                    .isTrue();
            assertThat(calls.poll(20, TimeUnit.SECONDS)).containsExactly("--theme=dark", "--plan=/a plan.yaml");
            assertThat(OneWindow.call(folder, List.of())).isTrue();
            assertThat(calls.poll(20, TimeUnit.SECONDS)).isEmpty();
        }
        assertThat(OneWindow.call(folder, List.of())).isFalse();
        OneWindow.claim(folder, calls::add).orElseThrow().close();
    }
}
