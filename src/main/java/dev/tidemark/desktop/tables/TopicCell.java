package dev.tidemark.desktop.tables;

import dev.tidemark.desktop.component.Hint;
import dev.tidemark.desktop.text.Texts;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** Chooses the topic that carries a table's change events; choosing one chooses the table, too. */
final class TopicCell extends TableCell<TableChoice, String> {
    private final ComboBox<String> combo;
    private boolean updating;

    TopicCell(ObservableList<String> topics) {
        combo = new ComboBox<>(topics);
        combo.getStyleClass().add("cell-combo");
        combo.setMaxWidth(Double.MAX_VALUE);
        combo.setPromptText("–");
        combo.setAccessibleText(Texts.text("tables.event-topic-long"));
        combo.valueProperty().subscribe(this::choose);
        setStyle("-fx-padding: 0 4px 0 4px;");
    }

    private void choose(@Nullable String topic) {
        TableChoice table = getTableRow() == null ? null : getTableRow().getItem();
        if (!updating && topic != null && table != null && !topic.equals(table.eventTopic.get())) {
            table.eventTopic.set(topic);
            table.chosen.set(true);
        }
    }

    @Override
    protected void updateItem(@Nullable String topic, boolean empty) {
        super.updateItem(topic, empty);
        updating = true;
        combo.setValue(empty || topic == null || topic.isEmpty() ? null : topic);
        updating = false;
        Hint.on(combo, combo.getValue() == null ? "" : combo.getValue());
        setGraphic(empty ? null : combo);
    }
}
