package dev.tidemark.desktop.log;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.CopyButton;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** What the program logs, as it comes: filtered by words, followed until one scrolls back, copied by line or whole. */
public final class LogPane extends VBox {
    private static final Duration EVERY = Duration.millis(250);
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final LogTail tail = LogTail.ofThisProgram();
    private final TextField filter = new TextField();
    private final ToggleButton follow = new ToggleButton(text("log.follow"));
    private final ListView<LogLine> list = new ListView<>();
    private final Timeline looking = new Timeline(new KeyFrame(EVERY, e -> look()));
    private String[] words = {};
    private long next;

    public LogPane() {
        getStyleClass().addAll("drawer", "log-pane");
        Label title = new Label(text("log.title"));
        title.getStyleClass().add("session-name");
        title.setMinWidth(USE_PREF_SIZE);
        filter.setId("log-filter");
        filter.setPromptText(text("log.filter"));
        filter.setAccessibleText(text("log.filter-long"));
        filter.textProperty().subscribe(this::refill);
        // Enter in a field is the window's next step elsewhere; here it only leaves the field.
        filter.setOnAction(e -> list.requestFocus());
        HBox.setHgrow(filter, Priority.ALWAYS);
        follow.setId("log-follow");
        follow.getStyleClass().add("small");
        follow.setMinWidth(USE_PREF_SIZE);
        follow.setSelected(true);
        follow.selectedProperty().subscribe(this::toTheEnd);
        CopyButton copy = new CopyButton();
        copy.setId("log-copy");
        copy.copies(text("log.copied"), this::chosen);
        HBox head = new HBox(8, title, filter, follow, copy);
        head.setAlignment(Pos.CENTER_LEFT);
        list.setId("log-lines");
        list.setAccessibleText(text("log.lines-long"));
        list.setPlaceholder(new Label(text("log.none")));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setCellFactory(all -> new LineCell(all));
        list.addEventFilter(ScrollEvent.SCROLL, e -> follow.setSelected(follow.isSelected() && e.getDeltaY() <= 0));
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(head, list);
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        looking.setCycleCount(Timeline.INDEFINITE);
        visibleProperty().subscribe(this::whenShown);
    }

    /** Where one begins to type. */
    public void takeFocus() {
        filter.requestFocus();
    }

    private void look() {
        more();
        // Again each time: a list that was not laid out yet does not scroll, and rows that wrap move the end.
        toTheEnd();
    }

    private void whenShown(boolean shown) {
        if (shown) {
            refill();
            looking.play();
        } else {
            looking.stop();
        }
    }

    private void refill() {
        words = filter.getText().toLowerCase(Locale.ROOT).strip().split("\\s+");
        next = 0;
        list.getItems().clear();
        more();
    }

    private void more() {
        List<LogLine> fresh = tail.since(next);
        if (fresh.isEmpty()) {
            return;
        }
        next = fresh.getLast().number() + 1;
        list.getItems().addAll(fresh.stream().filter(line -> line.has(words)).toList());
        int tooMany = list.getItems().size() - LogTail.LINES;
        if (tooMany > 0) {
            list.getItems().remove(0, tooMany);
        }
    }

    private void toTheEnd() {
        if (follow.isSelected() && !list.getItems().isEmpty()) {
            list.scrollTo(list.getItems().size() - 1);
        }
    }

    /** The chosen lines with all that belongs to them; all that are shown where none is chosen. */
    private String chosen() {
        List<LogLine> lines = list.getSelectionModel().getSelectedItems();
        return (lines.isEmpty() ? list.getItems() : lines)
                .stream().map(LogLine::whole).collect(Collectors.joining("\n", "", "\n"));
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
            filter.clear();
            event.consume();
        } else if (COPY.match(event) && list.isFocused()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(chosen());
            Clipboard.getSystemClipboard().setContent(content);
            event.consume();
        } else if (list.isFocused() && (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.PAGE_UP)) {
            follow.setSelected(false);
        } else if (list.isFocused() && event.getCode() == KeyCode.END) {
            follow.setSelected(true);
        }
    }

    /** A line, wrapped; what went wrong stands out. */
    private static final class LineCell extends ListCell<LogLine> {
        private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");
        private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");
        /** Of the list, beside its lines: the scroll bar. */
        private static final double BESIDE = 32;

        private final Text line = new Text();

        LineCell(ListView<LogLine> all) {
            getStyleClass().add("log-line");
            // A label shortens a word that is longer than its line, such as a line of JSON; a text breaks it.
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            setGraphic(line);
            line.getStyleClass().add("log-text");
            line.wrappingWidthProperty().bind(all.widthProperty().subtract(BESIDE));
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable LogLine entry, boolean empty) {
            super.updateItem(entry, empty);
            String level = empty || entry == null ? "" : entry.level();
            String words = empty || entry == null ? "" : entry.brief();
            setText(words);
            line.setText(words);
            pseudoClassStateChanged(ERROR, level.equals("ERROR"));
            pseudoClassStateChanged(WARNING, level.equals("WARN"));
        }
    }
}
