package dev.tidemark.desktop.read;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Columns;
import dev.tidemark.desktop.component.Note;
import dev.tidemark.desktop.component.Tone;
import dev.tidemark.desktop.state.CurrentRun;
import dev.tidemark.desktop.state.RunMirror;
import dev.tidemark.plan.TableName;
import dev.tidemark.run.Preview;
import dev.tidemark.run.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.fxml.FXML;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;

/** The first rows of a table, as rows or as the messages that they become. */
public final class PreviewPane {
    private final RunMirror mirror;
    private final CurrentRun run;
    private Preview shown = Preview.EMPTY;
    private String shownRun = "";

    @FXML
    private ComboBox<TableName> previewTable;

    @FXML
    private Label previewCount;

    @FXML
    private ToggleButton asRows;

    @FXML
    private ToggleButton asMessages;

    @FXML
    private TableView<List<String>> rows;

    @FXML
    private Note previewNone;

    public PreviewPane(RunMirror mirror, CurrentRun run) {
        this.mirror = mirror;
        this.run = run;
    }

    @FXML
    private void initialize() {
        ToggleGroup form = new ToggleGroup();
        form.getToggles().addAll(asRows, asMessages);
        asRows.setSelected(true);
        form.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) {
                form.selectToggle(before);
            } else {
                fill();
            }
        });
        previewTable.valueProperty().subscribe(table -> ask());
        mirror.whileShown(previewTable, this::show);
        fill();
    }

    private void show(Optional<RunState> state) {
        state.ifPresent(s -> {
            List<TableName> names =
                    s.tables().stream().map(t -> t.plan().table()).toList();
            if (!shownRun.equals(s.run().value()) || !previewTable.getItems().equals(names)) {
                shownRun = s.run().value();
                shown = Preview.EMPTY;
                previewTable.setItems(FXCollections.observableArrayList(names));
                previewTable.setValue(null);
                fill();
            }
            if (previewTable.getValue() == null) {
                s.tables().stream()
                        .filter(t -> t.rowsRead() > 0)
                        .findFirst()
                        .ifPresent(t -> previewTable.setValue(t.plan().table()));
            }
            if (shown.rows().isEmpty() && s.rowsRead() > 0) {
                ask();
            }
        });
    }

    private void ask() {
        TableName table = previewTable.getValue();
        if (table != null) {
            run.preview(table, preview -> {
                if (table.equals(previewTable.getValue())) {
                    shown = preview;
                    fill();
                }
            });
        }
    }

    private void fill() {
        boolean messages = asMessages.isSelected();
        List<TableColumn<List<String>, ?>> columns = new ArrayList<>();
        if (messages) {
            columns.add(Columns.<List<String>>text(text("preview.partition"), 72, row -> row.get(0), "right", "mono"));
            columns.add(Columns.<List<String>>text(text("preview.key"), 200, row -> row.get(1), "mono"));
            columns.add(Columns.<List<String>>text(text("preview.value"), 900, row -> row.get(2), "mono"));
        } else {
            for (int i = 0; i < shown.columns().size(); i++) {
                int column = i;
                String[] styles = numeric(column) ? new String[] {"right", "mono"} : new String[] {"mono"};
                columns.add(Columns.<List<String>>text(
                        shown.columns().get(i), width(column), row -> unquoted(row.get(column)), styles));
            }
        }
        rows.getColumns().setAll(columns);
        rows.setItems(FXCollections.observableArrayList(
                messages
                        ? shown.messages().stream()
                                .map(m -> List.of(
                                        m.partition() < 0 ? "–" : String.valueOf(m.partition()), m.key(), m.value()))
                                .toList()
                        : shown.rows()));
        boolean none = shown.rows().isEmpty();
        rows.setVisible(!none);
        previewCount.setText(none ? "" : text("preview.count", shown.rows().size()));
        previewNone.show(Tone.NEUTRAL, none ? text("preview.none") : "");
    }

    private boolean numeric(int column) {
        return !shown.rows().isEmpty()
                && shown.rows().stream().allMatch(row -> row.get(column).matches("-?[0-9][0-9.eE+-]*|null"));
    }

    private double width(int column) {
        int longest = shown.rows().stream()
                .limit(50)
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(8);
        return Math.clamp(
                24 + 7.3 * Math.max(longest, shown.columns().get(column).length()), 64, 320);
    }

    /** A string's own characters; everything else as JSON writes it. */
    private static String unquoted(String json) {
        boolean plain = json.length() >= 2 && json.startsWith("\"") && json.endsWith("\"") && !json.contains("\\");
        return plain ? json.substring(1, json.length() - 1) : json;
    }
}
