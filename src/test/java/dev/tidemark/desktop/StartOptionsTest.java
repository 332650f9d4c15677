package dev.tidemark.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.desktop.component.Theme;
import dev.tidemark.desktop.text.Language;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartOptionsTest {
    @Test
    void what_one_start_says_another_understands_wherever_it_was_started() {
        StartOptions options = new StartOptions(
                Optional.of(Theme.Choice.DARK),
                Optional.of(Language.GERMAN),
                Optional.of("shop = prod"),
                Optional.of(Path.of("plan.yaml")));

        StartOptions understood = StartOptions.of(options.arguments());

        assertThat(understood.theme()).isEqualTo(options.theme());
        assertThat(understood.language()).isEqualTo(options.language());
        assertThat(understood.profile()).isEqualTo(options.profile());
        assertThat(understood.plan()).contains(Path.of("plan.yaml").toAbsolutePath());
        assertThat(StartOptions.of(List.of("--theme=mauve", "--language=xx", "whatever")))
                .isEqualTo(StartOptions.NONE);
    }
}
