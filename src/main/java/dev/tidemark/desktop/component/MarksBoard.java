package dev.tidemark.desktop.component;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.wire.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Where the marks stand, topic by topic and partition by partition, as they land. */
public final class MarksBoard extends VBox {
    private static final PseudoClass LANDED = PseudoClass.getPseudoClass("landed");
    /** Beyond this many partitions a topic gets a bar instead of cells. */
    private static final int CELLS = 24;
    /** Room for six cells with long offsets in one line, in pixels. */
    private static final double WRAP = 480;

    private List<String> topics = List.of();
    private final Map<String, Line> lines = new HashMap<>();

    public MarksBoard() {
        getStyleClass().add("gap-8");
    }

    /**
     * @param wanted the event topics
     * @param marks those that have landed
     * @param partitions how many a topic is known to have; 0 if that is not known
     */
    public void show(List<String> wanted, List<Position> marks, ToIntFunction<String> partitions) {
        if (!wanted.equals(topics)) {
            topics = wanted;
            lines.clear();
            wanted.forEach(topic -> lines.put(topic, new Line(topic)));
            getChildren().setAll(wanted.stream().map(t -> (Node) lines.get(t)).toList());
        }
        Map<String, List<Position>> landed = marks.stream().collect(Collectors.groupingBy(Position::topic));
        lines.forEach((topic, line) -> line.show(landed.getOrDefault(topic, List.of()), partitions.applyAsInt(topic)));
    }

    /** One topic. */
    private static final class Line extends HBox {
        private final FlowPane cells = new FlowPane(4, 4);
        private List<Position> shown = List.of();
        private int partitions = -1;

        Line(String topic) {
            super(10);
            Label name = new Label(topic);
            name.getStyleClass().add("type-mono");
            Hint.on(name, topic);
            name.setMinWidth(120);
            name.setPrefWidth(120);
            HBox.setHgrow(cells, Priority.ALWAYS);
            cells.setPrefWrapLength(WRAP);
            getChildren().addAll(name, cells);
        }

        void show(List<Position> landed, int known) {
            int all = Math.max(
                    known,
                    landed.stream().mapToInt(p -> p.partition() + 1).max().orElse(0));
            if (landed.equals(shown) && all == partitions) {
                return;
            }
            shown = landed;
            partitions = all;
            cells.getChildren().clear();
            if (all > CELLS) {
                Meter meter = new Meter();
                meter.setPrefWidth(200);
                meter.show((double) landed.size() / all, landed.size() == all);
                Label count = new Label(text("marks.of", Figures.count(landed.size()), Figures.count(all)));
                cells.getChildren().addAll(meter, count);
                return;
            }
            for (int partition = 0; partition < all; partition++) {
                int number = partition;
                cells.getChildren()
                        .add(landed.stream()
                                .filter(p -> p.partition() == number)
                                .findFirst()
                                .map(Line::landed)
                                .orElseGet(() -> cell("p" + number, text("marks.none-yet", String.valueOf(number)))));
            }
        }

        private static Label landed(Position position) {
            Label cell = cell(
                    "p" + position.partition() + " · " + position.offset(),
                    text("marks.landed", String.valueOf(position.partition()), String.valueOf(position.offset())));
            cell.pseudoClassStateChanged(LANDED, true);
            return cell;
        }

        private static Label cell(String text, String meaning) {
            Label cell = new Label(text);
            cell.getStyleClass().add("mark-cell");
            Hint.on(cell, meaning);
            cell.setAccessibleText(meaning);
            return cell;
        }
    }
}
