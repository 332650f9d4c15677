package dev.tidemark.desktop.tables;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Badge;
import dev.tidemark.desktop.component.Columns;
import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.component.Hint;
import dev.tidemark.desktop.component.Tone;
import dev.tidemark.kafka.TopicInfo;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.cell.CheckBoxTableCell;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The list of tables with what is to become of each. */
public final class TablesView extends TableView<TableChoice> {
    /** Below this width what the table's details tell as well is left away. */
    private static final double ROOMY = 560;

    private final ObservableList<String> topics = FXCollections.observableArrayList();

    private Consumer<TableChoice> onLook = table -> {};

    public TablesView() {
        setId("tables");
        setRowFactory(view -> new LookedAt());
        setEditable(true);
        setAccessibleText(text("tables.list"));
        showSearching(false);
        TableColumn<TableChoice, Boolean> chosen = new TableColumn<>("");
        chosen.setCellValueFactory(row -> row.getValue().chosen);
        chosen.setCellFactory(_ -> new ChosenCell());
        chosen.setMinWidth(36);
        chosen.setMaxWidth(36);
        TableColumn<TableChoice, String> eventTopic = new TableColumn<>(text("tables.event-topic"));
        eventTopic.setCellValueFactory(row -> row.getValue().eventTopic);
        eventTopic.setCellFactory(column -> new TopicCell(topics));
        eventTopic.setPrefWidth(140);
        eventTopic.setMinWidth(104);
        TableColumn<TableChoice, String> rowsTopic = new TableColumn<>(text("tables.rows-topic"));
        rowsTopic.setCellValueFactory(row -> row.getValue().rowsTopic);
        rowsTopic.setCellFactory(column -> new RowsTopicCell());
        rowsTopic.setPrefWidth(180);
        rowsTopic.setMinWidth(104);
        getColumns().add(chosen);
        getColumns().add(Columns.text(text("tables.table"), 116, TablesView::nameOf, "strong"));
        getColumns()
                .add(Columns.text(
                        text("tables.rows"), 66, t -> Figures.about(t.info().estimatedRows()), "right"));
        TableColumn<TableChoice, ?> size = Columns.text(
                text("tables.size"), 70, t -> Figures.bytes(t.info().bytes()), "right");
        TableColumn<TableChoice, ?> key = keyColumn();
        getColumns().add(size);
        getColumns().add(key);
        widthProperty().subscribe(width -> {
            boolean roomy = width.doubleValue() == 0 || width.doubleValue() >= ROOMY;
            size.setVisible(roomy);
            key.setVisible(roomy);
        });
        getColumns().add(eventTopic);
        getColumns().add(rowsTopic);
        for (TableColumn<TableChoice, ?> column : getColumns()) {
            column.setReorderable(false);
            column.setSortable(false);
        }
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setOnKeyPressed(event -> {
            TableChoice selected = getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.SPACE && selected != null) {
                selected.chosen.set(!selected.chosen.get());
                event.consume();
            }
        });
    }

    /** Shows these from now on, and tells of each that comes into sight. */
    void show(ObservableList<TableChoice> tables, Consumer<TableChoice> listener) {
        onLook = listener;
        setItems(tables);
    }

    /** Says instead of an empty list that the server is being asked. */
    void showSearching(boolean is) {
        VBox box = new VBox(new Label(text(is ? "tables.looking-up" : "tables.none-found")));
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("gap-8");
        if (is) {
            box.getChildren().add(new ProgressBar());
        }
        setPlaceholder(box);
    }

    void showTopics(List<TopicInfo> found) {
        topics.setAll(found.stream().map(TopicInfo::name).toList());
    }

    private static String nameOf(TableChoice table) {
        int partitions = table.info().partitions();
        return partitions > 0 ? text("tables.partitioned", table.name(), partitions) : table.name();
    }

    private static TableColumn<TableChoice, String> keyColumn() {
        TableColumn<TableChoice, String> key = new TableColumn<>(text("tables.key"));
        key.setPrefWidth(118);
        key.setMinWidth(64);
        // None as long as it is not known whether there is one.
        key.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(
                row.getValue().info().whole()
                        ? String.join(", ", row.getValue().info().primaryKey())
                        : null));
        key.setCellFactory(column -> new KeyCell());
        return key;
    }

    /** A row that says which table it shows. */
    private final class LookedAt extends TableRow<TableChoice> {
        @Override
        protected void updateItem(@Nullable TableChoice table, boolean empty) {
            super.updateItem(table, empty);
            if (!empty && table != null) {
                onLook.accept(table);
            }
        }
    }

    /** Whether a table is read. */
    private static final class ChosenCell extends CheckBoxTableCell<TableChoice, Boolean> {
        @Override
        public void updateItem(@Nullable Boolean chosen, boolean empty) {
            super.updateItem(chosen, empty);
            TableChoice table = empty ? null : getTableRow().getItem();
            if (getGraphic() != null && table != null) {
                getGraphic().setAccessibleText(text("tables.read-table", table.name()));
            }
        }
    }

    /** The primary key, or a warning that there is none. */
    private static final class KeyCell extends TableCell<TableChoice, String> {
        @Override
        protected void updateItem(@Nullable String key, boolean empty) {
            super.updateItem(key, empty);
            boolean none = !empty && key != null && key.isEmpty();
            setText(empty || none ? null : key);
            setGraphic(none ? new Badge(Tone.WARN, text("tables.key-none")) : null);
            Hint.on(this, empty || key == null ? "" : key);
        }
    }

    /** Where the rows go, once the event topic is known. */
    private static final class RowsTopicCell extends TableCell<TableChoice, String> {
        RowsTopicCell() {
            getStyleClass().add("mono");
        }

        @Override
        protected void updateItem(@Nullable String topic, boolean empty) {
            super.updateItem(topic, empty);
            setText(empty || topic == null ? null : topic.isEmpty() ? "–" : topic);
            Hint.on(this, empty || topic == null ? "" : topic);
        }
    }
}
