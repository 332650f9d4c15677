package dev.tidemark.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Terminal terminal(boolean redraws, boolean colours, Charset charset) {
        return new Terminal(new PrintStream(bytes, true, charset), redraws, colours);
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void progress_is_drawn_over_on_a_terminal() {
        Terminal terminal = terminal(true, false, StandardCharsets.UTF_8);
        terminal.progress("10 %");
        terminal.progress("20 %");
        terminal.line("done");

        assertThat(shown()).isEqualTo("\r\u001b[K10 %\r\u001b[K20 %\r\u001b[Kdone" + System.lineSeparator());
    }

    @Test
    void progress_is_a_line_now_and_then_elsewhere() {
        Terminal terminal = terminal(false, false, StandardCharsets.UTF_8);
        terminal.progress("10 %");
        terminal.progress("20 %");
        terminal.progressBegins();
        terminal.progress("30 %");

        assertThat(shown()).isEqualToIgnoringNewLines("10 %");
    }

    @Test
    void poor_character_set_gets_plain_signs() {
        terminal(false, false, StandardCharsets.US_ASCII).line("“budgit” … █░ Straße");

        assertThat(shown()).isEqualToIgnoringNewLines("\"budgit\" ... #. Stra?e");
    }

    @Test
    void without_colours_there_are_no_escapes() {
        Terminal plain = terminal(false, false, StandardCharsets.UTF_8);
        plain.line(plain.style().bad("no"));

        assertThat(shown()).isEqualToIgnoringNewLines("no");
    }

    @ParameterizedTest
    @CsvSource({
        "'', ASK, false",
        "'y', ASK, true",
        "'maybe\nyes', ASK, true",
        "'\n', ASK, false",
        "'N', ASK, false",
        "'', ASK_IF_SOMEBODY_IS_THERE, true",
        "'n', ASK_IF_SOMEBODY_IS_THERE, false",
        "'n', YES, true"
    })
    void only_a_clear_yes_is_one(String typed, Questions.Policy policy, boolean answer) {
        Terminal terminal = terminal(false, false, StandardCharsets.UTF_8);
        Answers answers = new Answers(new BufferedReader(new StringReader(typed)));

        assertThat(new Questions(terminal, answers, policy).yes("Go on?")).isEqualTo(answer);
    }

    @Test
    void nobody_there_is_said_in_a_sentence() {
        Answers nobody = new Answers(new BufferedReader(new StringReader("")));
        new Questions(terminal(false, false, StandardCharsets.UTF_8), nobody, Questions.Policy.ASK).yes("Go on?");

        assertThat(shown()).contains("Nobody is there to answer, which counts as “no”");
    }

    @ParameterizedTest
    @CsvSource({"2100, 2.1 ms", "123456, 123 ms", "3210000, 3.2 s", "125000000, 2 min 05 s", "7380000000, 2 h 03 min"})
    void durations_are_rounded_to_what_matters(long micros, String text) {
        assertThat(Figures.duration(Duration.ofNanos(micros * 1000))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"999, 999 B", "1000, 1.0 kB", "999949, 999.9 kB", "999950, 1.0 MB", "30918449000, 30.9 GB"})
    void sizes_are_rounded_to_what_matters(long size, String text) {
        assertThat(Figures.bytes(size)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, '', /home/me/.local/state/tidemark/logs",
        "Linux, /var/state, /var/state/tidemark/logs",
        "Linux, relative, /home/me/.local/state/tidemark/logs",
        "Mac OS X, /var/state, /home/me/Library/Logs/Tidemark"
    })
    void log_is_where_the_system_wants_it(String system, String state, String folder) {
        assertThat(LogFolder.of(system, Path.of("/home/me"), Map.of("XDG_STATE_HOME", state))
                        .path())
                .isEqualTo(Path.of(folder));
    }
}
