package dev.tidemark.desktop.read;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.state.CurrentRun;
import dev.tidemark.run.ReadState;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import java.util.OptionalInt;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

/** What an operator may change while the read goes on: pause, number of readers, rows a second. */
public final class ReadControls extends FlowPane {
    private static final int MOST_READERS = 64;
    /** All of it in one line, in pixels. */
    private static final double WIDTH = 400;

    private final Button pause = new Button();
    private final Button fewer = new Button("−");
    private final Button more = new Button("+");
    private final Label readers = new Label();
    private final TextField limit = new TextField();
    private ReadState shown = ReadState.NONE;

    public ReadControls() {
        getStyleClass().add("gap-8");
        setAlignment(Pos.CENTER_LEFT);
        setPrefWrapLength(WIDTH);
        pause.setId("pause-read");
        pause.setMinWidth(86);
        fewer.setId("fewer-readers");
        fewer.setAccessibleText(text("read.fewer"));
        more.setId("more-readers");
        more.setAccessibleText(text("read.more"));
        readers.setMinWidth(64);
        readers.setAlignment(Pos.CENTER);
        limit.setId("read-limit");
        limit.setPromptText(text("read.limit-prompt"));
        limit.setAccessibleText(text("read.limit-long"));
        limit.setPrefWidth(88);
        limit.setAlignment(Pos.CENTER_RIGHT);
        Label unit = new Label(text("read.limit"));
        unit.setMinWidth(USE_PREF_SIZE);
        unit.getStyleClass().add("muted");
        HBox most = new HBox(8, unit, limit);
        most.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(pause, fewer, readers, more, most);
    }

    void wire(CurrentRun run) {
        pause.setOnAction(e -> run.read(shown.paused() ? o -> o.resume() : o -> o.pause()));
        fewer.setOnAction(e -> run.read(o -> o.readers(shown.readers() - 1)));
        more.setOnAction(e -> run.read(o -> o.readers(shown.readers() + 1)));
        limit.setOnAction(e -> takeLimit(run));
        limit.focusedProperty().subscribe(focused -> {
            if (!focused) {
                takeLimit(run);
            }
        });
    }

    private void takeLimit(CurrentRun run) {
        OptionalInt wanted = typed();
        if (!wanted.equals(shown.rowsPerSecond())) {
            run.read(o -> o.rowsPerSecond(wanted));
        }
        limit.setText(wanted.isPresent() ? String.valueOf(wanted.getAsInt()) : "");
    }

    /** What is no number is no limit. */
    private OptionalInt typed() {
        String digits = limit.getText().replaceAll("[.,\\s'’]", "");
        try {
            int number = digits.isEmpty() ? 0 : Integer.parseInt(digits);
            return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    void show(RunState state) {
        ReadState read = state.read();
        boolean reading = state.stage() == Stage.READING;
        setVisible(reading);
        setManaged(reading);
        pause.setText(text(read.paused() ? "read.resume" : "read.pause"));
        readers.setText(text("read.readers", read.readers()));
        fewer.setDisable(read.readers() <= 1);
        more.setDisable(read.readers() >= MOST_READERS);
        if (!limit.isFocused() && !read.rowsPerSecond().equals(shown.rowsPerSecond())) {
            limit.setText(
                    read.rowsPerSecond().isPresent()
                            ? String.valueOf(read.rowsPerSecond().getAsInt())
                            : "");
        }
        shown = read;
    }
}
