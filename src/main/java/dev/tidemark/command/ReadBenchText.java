package dev.tidemark.command;

import dev.tidemark.bench.Measure;
import dev.tidemark.bench.Measure.Usage;
import dev.tidemark.bench.Measure.Way;
import dev.tidemark.bench.ReadBenchOptions;
import dev.tidemark.bench.ReadBenchResult;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What was measured, as a table for people and as an object for scripts. */
final class ReadBenchText {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String LINE = "%-46s %11s %8s %9s %8s %8s %8s %8s";
    private static final Map<String, Way> NAMES = Map.of(
            "copy_rows_s", Way.COPY,
            "producer_rows_s", Way.PRODUCER,
            "plain_rows_s", Way.PLAIN,
            "loop_rows_s", Way.LOOP,
            "staged_rows_s", Way.STAGED,
            "publish_rows_s", Way.PUBLISHED,
            "streamed_rows_s", Way.STREAMED);

    private final Terminal terminal;

    ReadBenchText(Terminal terminal) {
        this.terminal = terminal;
    }

    void begin(ReadBenchOptions options) {
        terminal.line(Figures.count(options.rows(), "row") + ", " + Figures.count(options.readers(), "reader") + ", "
                + Figures.count(Runtime.getRuntime().availableProcessors(), "processor")
                + " for this program, PostgreSQL and Kafka together");
        terminal.blank();
        terminal.line(LINE.formatted("", "", "", "", "CPU s", "CPU s", "CPU s", "peak MB"));
        terminal.line(LINE.formatted("", "rows/s", "s", "", "client", "postgres", "kafka", "client"));
    }

    void measure(Measure measure) {
        Usage used = measure.used();
        terminal.line(LINE.formatted(
                measure.way().words(),
                Figures.count(Math.round(measure.rowsPerSecond())),
                seconds(measure.took()),
                "",
                seconds(used.client()),
                seconds(used.postgres()),
                seconds(used.kafka()),
                used.peakBytes() / 1_000_000));
    }

    void end(ReadBenchResult result) {
        terminal.blank();
        terminal.line("A row is %.0f bytes as COPY BINARY sends it.".formatted(result.bytesPerRow()));
        result.measures()
                .forEach(m -> terminal.line(
                        "%-46s %8.1f MB/s".formatted(m.way().words(), m.rowsPerSecond() * result.bytesPerRow() / 1e6)));
        terminal.blank();
        ratio(result, "staged read / COPY to nowhere", Way.STAGED, Way.COPY);
        ratio(result, "published from the files / producer alone", Way.PUBLISHED, Way.PRODUCER);
        ratio(result, "streamed / plain", Way.STREAMED, Way.PLAIN);
        ratio(result, "streamed / by hand", Way.STREAMED, Way.LOOP);
    }

    private void ratio(ReadBenchResult result, String words, Way way, Way to) {
        result.ratio(way, to).ifPresent(r -> terminal.line("%-46s %8.2f".formatted(words, r)));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toNanos() / 1e9);
    }

    /** One object; what was not measured is null. */
    static String json(ReadBenchResult result) {
        ObjectNode json = MAPPER.createObjectNode();
        NAMES.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(name -> result.of(name.getValue())
                        .ifPresentOrElse(
                                m -> json.put(name.getKey(), Math.round(m.rowsPerSecond())),
                                () -> json.putNull(name.getKey())));
        json.put("bytes_per_row", Math.round(result.bytesPerRow() * 10) / 10.0);
        json.put("peak_rss_mb", result.peakBytes() / 1_000_000);
        return MAPPER.writeValueAsString(json);
    }
}
