package dev.tidemark.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the colours of {@code styles/tokens.css} can be told apart: WCAG 2.2, success criteria 1.4.3 and 1.4.11. */
class ContrastTest {
    private static final double TEXT = 4.5;
    private static final double ICON = 3;
    private static final Pattern COLOUR = Pattern.compile("(-td-[a-z-]+): #([0-9a-f]{6});");
    private static final List<String> SURFACES = List.of("page", "surface", "sunken", "hover");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void every_text_can_be_read_on_what_it_stands_on(boolean dark) throws IOException {
        Map<String, String> colours = colours(dark);
        SoftAssertions softly = new SoftAssertions();
        for (String ground : SURFACES) {
            for (String text : List.of(
                    "text", "muted", "accent-text", "good-text", "bad-text", "warn-text", "keyword", "string")) {
                check(softly, colours, text, ground, TEXT);
            }
            check(softly, colours, "faint", ground, ICON);
        }
        for (String tone : List.of("good", "bad", "warn")) {
            check(softly, colours, tone + "-text", tone + "-soft", TEXT);
            check(softly, colours, "text", tone + "-soft", TEXT);
            check(softly, colours, "muted", tone + "-soft", TEXT);
        }
        for (String text : List.of("text", "muted")) {
            check(softly, colours, text, "accent-soft", TEXT);
        }
        for (String ground : List.of("accent", "good", "bad")) {
            check(softly, colours, "on", ground, TEXT);
        }
        for (String text : List.of("text", "muted", "keyword", "string", "rows", "error", "wait")) {
            check(softly, colours, "console-" + text, "console", TEXT);
        }
        softly.assertAll();
    }

    @Test
    void the_ratio_is_the_one_of_the_standard() {
        assertThat(ratio("ffffff", "000000")).isEqualTo(21);
        assertThat(ratio("777777", "ffffff")).isBetween(4.47, 4.49);
    }

    private static void check(
            SoftAssertions softly, Map<String, String> colours, String text, String ground, double least) {
        String above = Objects.requireNonNull(colours.get("-td-" + text), text);
        String below = Objects.requireNonNull(colours.get("-td-" + ground), ground);
        softly.assertThat(ratio(above, below))
                .as("%s #%s on %s #%s", text, above, ground, below)
                .isGreaterThanOrEqualTo(least);
    }

    /** The dark theme says only what it has otherwise. */
    private static Map<String, String> colours(boolean dark) throws IOException {
        String css = Files.readString(Path.of("styles", "tokens.css"));
        int split = css.indexOf(".root:dark {");
        assertThat(split).isPositive();
        Map<String, String> colours = new HashMap<>();
        collect(css.substring(0, split), colours);
        if (dark) {
            collect(css.substring(split), colours);
        }
        return colours;
    }

    private static void collect(String css, Map<String, String> colours) {
        Matcher matcher = COLOUR.matcher(css);
        while (matcher.find()) {
            colours.put(matcher.group(1), matcher.group(2));
        }
    }

    private static double ratio(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String hex) {
        return 0.2126 * channel(hex, 0) + 0.7152 * channel(hex, 2) + 0.0722 * channel(hex, 4);
    }

    private static double channel(String hex, int at) {
        double value = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
