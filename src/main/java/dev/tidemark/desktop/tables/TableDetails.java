package dev.tidemark.desktop.tables;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.component.Hint;
import dev.tidemark.desktop.component.Note;
import dev.tidemark.desktop.component.ProblemBox;
import dev.tidemark.desktop.component.Tone;
import dev.tidemark.desktop.state.Latest;
import dev.tidemark.desktop.state.Tasks;
import dev.tidemark.desktop.state.Workspace;
import dev.tidemark.kafka.LogMessage;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.ColumnInfo;
import dev.tidemark.problem.Problem;
import dev.tidemark.run.Preview;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.Subscription;

/** What exactly is read of the selected table, and a message as it would be. */
public final class TableDetails {
    private static final Duration PATIENCE = Duration.millis(350);

    private final Workspace workspace;
    private final Latest samples;
    private final Latest events;
    private String eventOf = "";
    private Optional<String> sampleValue = Optional.empty();
    private Optional<String> eventValue = Optional.empty();
    private Optional<TableChoice> shown = Optional.empty();
    private Subscription bindings = Subscription.EMPTY;

    @FXML
    private VBox nothing;

    @FXML
    private VBox something;

    @FXML
    private Label tableName;

    @FXML
    private Label tableFacts;

    @FXML
    private FlowPane columns;

    @FXML
    private TextField filter;

    @FXML
    private ComboBox<KeyChoice> key;

    @FXML
    private TextField keyText;

    @FXML
    private ComboBox<ValueChoice> value;

    @FXML
    private TextField valueText;

    @FXML
    private TextField rowsTopic;

    @FXML
    private Label sample;

    @FXML
    private ProblemBox sampleProblem;

    @FXML
    private Label event;

    @FXML
    private Note fieldNames;

    public TableDetails(Workspace workspace, Tasks tasks) {
        this.workspace = workspace;
        this.samples = new Latest(tasks, PATIENCE);
        this.events = new Latest(tasks, PATIENCE);
    }

    @FXML
    private void initialize() {
        key.getItems().setAll(KeyChoice.values());
        value.getItems().setAll(ValueChoice.values());
        show(Optional.empty());
    }

    void show(Optional<TableChoice> table) {
        release();
        shown = table;
        nothing.setVisible(table.isEmpty());
        nothing.setManaged(table.isEmpty());
        something.setVisible(table.isPresent());
        something.setManaged(table.isPresent());
        table.ifPresent(this::bind);
    }

    /** More is known of these now. */
    void known(List<TableChoice> tables) {
        shown.filter(tables::contains).ifPresent(table -> show(shown));
    }

    private void bind(TableChoice table) {
        table.settleKey();
        tableName.setText(table.info().name().toString());
        tableFacts.setText(text(
                "tables.facts",
                Figures.about(table.info().estimatedRows()),
                Figures.bytes(table.info().bytes()),
                table.info().columns().size()));
        columns.getChildren()
                .setAll(table.info().columns().stream()
                        .map(column -> box(table, column))
                        .toList());
        filter.textProperty().bindBidirectional(table.filter);
        key.valueProperty().bindBidirectional(table.key);
        keyText.textProperty().bindBidirectional(table.keyText);
        value.valueProperty().bindBidirectional(table.value);
        valueText.textProperty().bindBidirectional(table.valueText);
        rowsTopic.textProperty().bindBidirectional(table.rowsTopic);
        bindings = Subscription.combine(
                table.key.subscribe(k -> there(keyText, k.needsText())),
                table.value.subscribe(v -> there(valueText, v == ValueChoice.EXPRESSION)));
        refreshSample();
    }

    private void release() {
        shown.ifPresent(table -> {
            filter.textProperty().unbindBidirectional(table.filter);
            key.valueProperty().unbindBidirectional(table.key);
            keyText.textProperty().unbindBidirectional(table.keyText);
            value.valueProperty().unbindBidirectional(table.value);
            valueText.textProperty().unbindBidirectional(table.valueText);
            rowsTopic.textProperty().unbindBidirectional(table.rowsTopic);
        });
        bindings.unsubscribe();
        samples.forget();
        events.forget();
        eventOf = "";
        eventValue = Optional.empty();
        event.setText("");
        sampleValue = Optional.empty();
        compare();
    }

    /** Asks the server for a message as the plan would make it. */
    void refreshSample() {
        shown.ifPresent(table -> {
            if (table.missing().isPresent()) {
                samples.forget();
                sample.setText(table.missing().get());
                sampleProblem.show(Optional.empty());
                return;
            }
            if (!workspace.isLive()) {
                samples.forget();
                sample.setText(text("tables.sample-offline"));
                return;
            }
            TablePlan plan = table.plan();
            samples.ask("sample", () -> workspace.servers().sample(plan), this::showSample, this::showProblem);
            if (!plan.eventTopic().equals(eventOf)) {
                eventOf = plan.eventTopic();
                event.setText(text("tables.event-asked"));
                events.ask(
                        "event",
                        () -> workspace.servers().latestEvent(plan.eventTopic()),
                        this::showEvent,
                        problem -> event.setText(problem.what()));
            }
        });
    }

    void showSample(Optional<Preview.Message> message) {
        sampleProblem.show(Optional.empty());
        sampleValue = message.map(Preview.Message::value);
        compare();
        sample.setText(message.map(m -> text(
                        "tables.sample-message", m.key().isEmpty() ? text("tables.sample-no-key") : m.key(), m.value()))
                .orElseGet(() -> text("tables.sample-none")));
    }

    private void showEvent(Optional<LogMessage> latest) {
        eventValue = latest.flatMap(LogMessage::value);
        event.setText(latest.map(m -> text(
                        "tables.sample-message",
                        m.key().orElseGet(() -> text("tables.sample-no-key")),
                        m.value().orElse("")))
                .orElseGet(() -> text("tables.event-none")));
        compare();
    }

    /** Consumers take both from the two topics: a name that only one of them has deserves a look. */
    private void compare() {
        FieldNames ours = FieldNames.of(sampleValue.orElse(""));
        FieldNames theirs = FieldNames.of(eventValue.orElse(""));
        boolean both = !ours.names().isEmpty() && !theirs.names().isEmpty();
        String here = ours.without(theirs);
        String there = theirs.without(ours);
        fieldNames.show(
                Tone.WARN,
                !both || here.isEmpty() && there.isEmpty()
                        ? ""
                        : text("tables.fields-differ", here.isEmpty() ? "–" : here, there.isEmpty() ? "–" : there));
    }

    private void showProblem(Problem problem) {
        sample.setText("");
        sampleProblem.show(Optional.of(problem));
    }

    private static CheckBox box(TableChoice table, ColumnInfo column) {
        CheckBox box = new CheckBox(column.name());
        box.setMnemonicParsing(false);
        box.setSelected(!table.leftOut.contains(column.name()));
        Hint.on(box, column.type() + (column.notNull() ? " NOT NULL" : ""));
        List<String> key = table.info().primaryKey();
        if (key.contains(column.name())) {
            box.getStyleClass().add("key-column");
        }
        box.selectedProperty().subscribe((before, now) -> {
            if (now) {
                table.leftOut.remove(column.name());
            } else {
                table.leftOut.add(column.name());
            }
        });
        return box;
    }

    private static void there(TextField field, boolean is) {
        field.setVisible(is);
        field.setManaged(is);
    }
}
