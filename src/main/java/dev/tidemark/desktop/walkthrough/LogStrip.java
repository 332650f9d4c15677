package dev.tidemark.desktop.walkthrough;

import dev.tidemark.desktop.text.Texts;
import dev.tidemark.walkthrough.Hang;
import dev.tidemark.walkthrough.LogEntry;
import dev.tidemark.walkthrough.SessionView;
import dev.tidemark.walkthrough.WalkthroughState;
import dev.tidemark.wire.MessageKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The log as it stands in Kafka, a chip a message, the newest in view; below it the rows' topic, once it has any. */
public final class LogStrip extends VBox {
    private static final Pattern TEXT = Pattern.compile("'([^']{1,40})'");

    private final Lane events = new Lane(Texts.text("lesson.log"));
    private final Lane rows = new Lane(Texts.text("lesson.rows"));

    public LogStrip() {
        getStyleClass().addAll("card", "log-strip");
        getChildren().addAll(events, rows);
    }

    void show(WalkthroughState state) {
        List<String> waiting =
                state.sessions().stream().flatMap(LogStrip::waits).toList();
        events.show(state.eventTopic(), state.events(), waiting);
        setVisible(state.lesson().publishes() || !state.events().isEmpty());
        setManaged(isVisible());
        rows.show(state.rowsTopic(), state.rows(), List.of());
        rows.setVisible(!state.rows().isEmpty());
        rows.setManaged(rows.isVisible());
    }

    /** The event that is not there because its writer waits; by the first text that its statement has. */
    private static Stream<String> waits(SessionView session) {
        return session.hang().filter(Hang::writes).stream().map(hang -> {
            Matcher text = TEXT.matcher(hang.sql());
            return text.find()
                    ? Texts.text("lesson.event-waits", text.group(1))
                    : Texts.text("lesson.session-waits", session.number());
        });
    }

    private static final class Lane extends VBox {
        private final Label topic = new Label();
        private final HBox chips = new HBox();
        private final ScrollPane scroll = new ScrollPane(chips);
        private List<Object> shown = List.of();

        Lane(String name) {
            getStyleClass().add("log-lane");
            Label title = new Label(name);
            title.getStyleClass().add("type-strong");
            title.setMinWidth(USE_PREF_SIZE);
            topic.getStyleClass().add("muted");
            HBox head = new HBox(8, title, topic);
            chips.getStyleClass().add("log-chips");
            scroll.getStyleClass().add("log-scroll");
            scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
            scroll.setFitToHeight(true);
            chips.widthProperty().subscribe(() -> scroll.setHvalue(scroll.getHmax()));
            getChildren().addAll(head, scroll);
        }

        void show(String name, List<LogEntry> entries, List<String> waiting) {
            topic.setText(Texts.text(
                    entries.stream().allMatch(e -> e.position().partition() == 0)
                            ? "lesson.topic-partition"
                            : "lesson.topic",
                    name));
            List<Object> all = new ArrayList<>(entries);
            all.addAll(waiting);
            if (!all.equals(shown)) {
                shown = all;
                List<Node> nodes = new ArrayList<>();
                entries.forEach(e -> nodes.add(chip(e)));
                waiting.forEach(w -> nodes.add(waits(w)));
                if (nodes.isEmpty()) {
                    nodes.add(waits(Texts.text("lesson.nothing-yet")));
                }
                chips.getChildren().setAll(nodes);
            }
        }

        private static Label waits(String text) {
            Label label = new Label(text);
            label.getStyleClass().addAll("log-chip", "log-waits");
            return label;
        }

        private static Label chip(LogEntry entry) {
            String place = entry.position().partition() == 0
                    ? "" + entry.position().offset()
                    : entry.position().partition() + ":" + entry.position().offset();
            Label label = new Label(place + "  " + entry.words());
            label.setMinWidth(USE_PREF_SIZE);
            label.getStyleClass()
                    .addAll(
                            "log-chip",
                            "log-"
                                    + entry.kind()
                                            .map(MessageKind::text)
                                            .orElse("event")
                                            .toLowerCase(Locale.ROOT));
            label.setTooltip(new Tooltip(Texts.text(
                    "lesson.message",
                    String.valueOf(entry.position().partition()),
                    String.valueOf(entry.position().offset()),
                    entry.key(),
                    entry.value().orElseGet(() -> Texts.text("lesson.deleted")))));
            return label;
        }
    }
}
