package dev.tidemark.command;

import dev.tidemark.postgres.LockHolder;
import dev.tidemark.run.GateStep;
import dev.tidemark.run.RunEvent;
import dev.tidemark.wire.Position;
import dev.tidemark.wire.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The gate's steps with their times, who stood in the way, and where the marks are. */
final class GateText {
    private static final int MARKS_A_LINE = 6;
    private static final int HOLDERS_SHOWN = 3;
    private static final int QUERY_WIDTH = 70;

    private final Headings headings;
    private final Style style;

    GateText(Headings headings, Style style) {
        this.headings = headings;
        this.style = style;
    }

    void step(GateStep step) {
        String name = step.kind().name().toLowerCase(Locale.ROOT);
        String took = step.took().map(Figures::duration).orElse("");
        line(String.format("%-9s %10s   %s", name, took, step.detail()));
    }

    void snapshot(Snapshot snapshot) {
        line(String.format("%-9s %10s   %s", "", "", style.bold(snapshot.id())));
        line(String.format(
                "%-9s %10s   xmin %d, xmax %d, %d in progress, LSN %s",
                "", "", snapshot.xmin(), snapshot.xmax(), snapshot.inProgress().size(), snapshot.lsn()));
    }

    void refused(RunEvent.LockRefused refused) {
        boolean last = refused.attempt() == refused.attempts();
        line(style.warning("attempt " + refused.attempt() + " of " + refused.attempts() + " was not granted")
                + (last ? "" : "; nothing is held until the next"));
        List<LockHolder> ahead = refused.ahead();
        for (LockHolder holder : ahead.subList(0, Math.min(ahead.size(), HOLDERS_SHOWN))) {
            line("  ahead: " + describe(holder));
            if (!holder.query().isBlank()) {
                line("         " + style.faint(shorten(holder.query())));
            }
        }
        if (ahead.size() > HOLDERS_SHOWN) {
            line("         and " + (ahead.size() - HOLDERS_SHOWN) + " more");
        }
    }

    void opened(RunEvent.GateOpened opened, List<Position> marks) {
        line(style.good("gate closed " + Figures.duration(opened.closed())) + ", "
                + (opened.mostWaiters() == 0
                        ? "nobody was seen waiting"
                        : Figures.count(opened.mostWaiters(), "writer") + " waited"));
        Map<String, List<Position>> byTopic =
                marks.stream().collect(Collectors.groupingBy(Position::topic, TreeMap::new, Collectors.toList()));
        int width = byTopic.keySet().stream().mapToInt(String::length).max().orElse(0);
        byTopic.forEach((topic, positions) -> topic(topic, width, positions));
    }

    private void topic(String topic, int width, List<Position> positions) {
        List<String> places = positions.stream()
                .sorted(Comparator.comparingInt(Position::partition))
                .map(position -> "p" + position.partition() + "@" + position.offset())
                .toList();
        for (int from = 0; from < places.size(); from += MARKS_A_LINE) {
            List<String> some = places.subList(from, Math.min(places.size(), from + MARKS_A_LINE));
            headings.line(
                    "Marks", String.format("%-" + width + "s   %s", from == 0 ? topic : "", String.join("  ", some)));
        }
    }

    private static String describe(LockHolder holder) {
        String who = holder.pid() == 0 ? "a prepared transaction" : "pid " + holder.pid();
        String application = holder.application().isBlank() ? "" : " (" + holder.application() + ")";
        return who + application + ", " + holder.user() + ", " + holder.state() + " for "
                + Figures.duration(holder.open()) + ", " + holder.mode() + " on " + holder.relation();
    }

    private static String shorten(String query) {
        String line = query.strip().replaceAll("\\s+", " ");
        return line.length() <= QUERY_WIDTH ? line : line.substring(0, QUERY_WIDTH) + "…";
    }

    private void line(String text) {
        headings.line("Gate", text);
    }
}
