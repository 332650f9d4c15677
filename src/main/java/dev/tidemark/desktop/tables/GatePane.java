package dev.tidemark.desktop.tables;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.FormField;
import dev.tidemark.desktop.component.Note;
import dev.tidemark.plan.GatePlan.Placement;
import dev.tidemark.plan.LockMode;
import dev.tidemark.plan.ReadPlan.Mode;
import java.util.function.Function;
import javafx.fxml.FXML;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/** How the gate is closed and the snapshot read, as fields. */
public final class GatePane {
    @FXML
    private ComboBox<LockMode> lockMode;

    @FXML
    private TextField budgetMillis;

    @FXML
    private TextField lockTimeoutMillis;

    @FXML
    private TextField attempts;

    @FXML
    private TextField readers;

    @FXML
    private ComboBox<GateSettings.Publishing> publishing;

    @FXML
    private FormField drainField;

    @FXML
    private TextField drainDetail;

    @FXML
    private ComboBox<Mode> mode;

    @FXML
    private ComboBox<Placement> marks;

    @FXML
    private Note lockMeaning;

    @FXML
    private RehearsalPane rehearsal;

    /** Shows these settings from now on, and writes into them what is chosen and typed. */
    void bind(GateSettings gate) {
        named(lockMode, LockMode.values(), LockMode::sql);
        named(mode, Mode.values(), m -> text(m == Mode.STAGED ? "tables.staged" : "tables.streamed"));
        named(
                marks,
                Placement.values(),
                p -> text(p == Placement.IN_BAND ? "tables.marks-in-band" : "tables.marks-beside"));
        publishing.getItems().setAll(GateSettings.Publishing.values());
        lockMode.valueProperty().bindBidirectional(gate.lockMode);
        budgetMillis.textProperty().bindBidirectional(gate.budgetMillis);
        lockTimeoutMillis.textProperty().bindBidirectional(gate.lockTimeoutMillis);
        attempts.textProperty().bindBidirectional(gate.attempts);
        readers.textProperty().bindBidirectional(gate.readers);
        mode.valueProperty().bindBidirectional(gate.mode);
        marks.valueProperty().bindBidirectional(gate.marks);
        publishing.valueProperty().bindBidirectional(gate.publishing);
        drainDetail.textProperty().bindBidirectional(gate.drainDetail);
        gate.publishing.subscribe(how -> {
            drainField.setVisible(!how.detail().isEmpty());
            drainField.setManaged(!how.detail().isEmpty());
            drainDetail.setPromptText(how.detail());
        });
        gate.lockMode.subscribe(chosen -> lockMeaning.setText(GateSettings.meaning(chosen)));
    }

    RehearsalPane rehearsal() {
        return rehearsal;
    }

    private static <T> void named(ComboBox<T> box, T[] values, Function<T, String> name) {
        box.getItems().setAll(values);
        box.setCellFactory(list -> new NamedCell<>(name));
        box.setButtonCell(new NamedCell<>(name));
    }

    /** A choice in words. */
    private static final class NamedCell<T> extends ListCell<T> {
        private final Function<T, String> name;

        NamedCell(Function<T, String> name) {
            this.name = name;
        }

        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? null : name.apply(item));
        }
    }
}
