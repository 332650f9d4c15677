package dev.tidemark.desktop.text;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.desktop.text.Sources.Literal;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundle against the sources that use it, and its languages against each other. */
class TextsTest {
    private static final String ENGLISH = "window.properties";
    private static final String GERMAN = "window_de.properties";

    /** Its messages are for whoever runs it in a terminal. */
    private static final String TOUR = "tour";

    private static final Pattern CALL = Pattern.compile("(?<![.>\\w])(?:Texts\\.)?text\\(\"(?<key>[^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("[a-z]+(?:[.-][a-z0-9]+)+");
    private static final Pattern VALUE = Pattern.compile("\\{(\\d)");
    /** Two words; half of a sentence, with its space; one word that begins like a title; what goes on. */
    private static final Pattern WORDS = Pattern.compile(
            ".*\\p{L}{2,}\\P{L}* .*\\p{L}{2,}.*|\\P{L}* \\P{L}*\\p{L}{3,}.*|.*\\p{L}{3,} |[A-Z][a-z]+[.:?]?|.*\\p{L}…");

    /** What is the same in every language: names, and SQL's own words. */
    private static final Set<String> NAMES = Set.of(
            // AppleScript.
            "on run argv",
            "display notification (item 2 of argv) with title (item 1 of argv)",
            "end run",
            "System",
            "English",
            "Deutsch",
            "Tidemark",
            "Kafka",
            "PostgreSQL",
            "Inter SemiBold",
            "Linux",
            "Headless",
            "localhost",
            "localhost:9092",
            "xmin ",
            " · xmax ",
            "\\nlsn ",
            " NOT NULL");
    /** Lines whose literals nobody sees in the window: the log, what only a mistake in the program throws, patterns. */
    private static final Pattern UNSEEN = Pattern.compile(
            "LOG\\.|Exception\\(|@SuppressWarnings|Pattern\\.compile|written\\(|setStyle|resolve\\(|System\\.getProperty");

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, GERMAN})
    void each_key_that_is_used_has_a_text(String file) throws IOException {
        TreeSet<String> missing = new TreeSet<>();
        for (Literal literal : Sources.literals()) {
            CALL.matcher(literal.line()).results().map(found -> found.group(1)).forEach(missing::add);
        }
        Set<String> groups =
                read(ENGLISH).keySet().stream().map(TextsTest::group).collect(toSet());
        all().filter(text -> KEY.matcher(text).matches())
                .filter(text -> groups.contains(group(text)) && !isFile(text))
                .forEach(missing::add);
        layoutKeys().forEach(missing::add);

        missing.removeAll(read(file).keySet());
        assertThat(missing).as("not in %s", file).isEmpty();
    }

    @Test
    void each_text_is_used() throws IOException {
        TreeSet<String> unused = new TreeSet<>(read(ENGLISH).keySet());
        all().forEach(unused::remove);
        layoutKeys().forEach(unused::remove);
        assertThat(unused).isEmpty();
    }

    @Test
    void the_languages_say_the_same_with_the_same_values() throws IOException {
        TreeMap<String, String> english = read(ENGLISH);
        TreeMap<String, String> german = read(GERMAN);
        assertThat(german.keySet()).isEqualTo(english.keySet());
        english.forEach((key, text) ->
                assertThat(values(german.getOrDefault(key, ""))).as(key).isEqualTo(values(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, GERMAN})
    void each_text_can_be_filled_in(String file) throws IOException {
        read(file).forEach((key, text) -> {
            assertThat(text).as(key).isNotBlank().doesNotContain("'");
            if (!values(text).isEmpty()) {
                Object[] ones = Stream.generate(() -> 1L).limit(10).toArray();
                assertThat(new MessageFormat(text, Locale.GERMAN).format(ones))
                        .as(key)
                        .doesNotContain("{");
            }
        });
    }

    @Test
    void what_is_shown_stands_in_the_bundle() throws IOException {
        Stream<Literal> inClasses = Sources.literals().stream()
                .filter(literal -> !literal.file().resolveSibling("").endsWith(TOUR))
                .filter(literal -> WORDS.matcher(literal.text()).matches())
                .filter(literal -> !UNSEEN.matcher(literal.line()).find());
        Predicate<Literal> bare = literal ->
                literal.text().matches(".*\\p{L}.*") && !literal.text().startsWith("%");
        Stream<Literal> inLayouts = Sources.attributes().stream().filter(bare);
        assertThat(Stream.concat(inClasses, inLayouts).filter(literal -> !NAMES.contains(literal.text())))
                .isEmpty();
    }

    private static Stream<String> all() throws IOException {
        return Sources.literals().stream().map(Literal::text);
    }

    private static Stream<String> layoutKeys() throws IOException {
        return Sources.attributes().stream()
                .map(Literal::text)
                .filter(text -> text.startsWith("%"))
                .map(text -> text.substring(1));
    }

    private static String group(String key) {
        return key.substring(0, Math.max(0, key.indexOf('.')));
    }

    private static boolean isFile(String text) {
        return text.matches(".*\\.(css|fxml|json|yaml|properties|log|png)");
    }

    private static Set<String> values(String text) {
        return VALUE.matcher(text).results().map(MatchResult::group).collect(toSet());
    }

    private static TreeMap<String, String> read(String file) throws IOException {
        Properties texts = new Properties();
        try (InputStreamReader reader = new InputStreamReader(
                Objects.requireNonNull(Texts.class.getResourceAsStream(file)), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        TreeMap<String, String> sorted = new TreeMap<>();
        texts.stringPropertyNames().forEach(key -> sorted.put(key, texts.getProperty(key)));
        return sorted;
    }
}
