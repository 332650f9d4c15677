package dev.tidemark.desktop.tables;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.plan.TablePlan;
import dev.tidemark.plan.ValuePlan;
import dev.tidemark.postgres.ColumnInfo;
import dev.tidemark.postgres.TableInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;

/** A table of the list and what the operator wants of it. */
final class TableChoice {
    final BooleanProperty chosen = new SimpleBooleanProperty();
    final StringProperty eventTopic = new SimpleStringProperty("");
    final StringProperty rowsTopic = new SimpleStringProperty("");
    final ObservableSet<String> leftOut = FXCollections.observableSet();
    final StringProperty filter = new SimpleStringProperty("");
    final ObjectProperty<KeyChoice> key = new SimpleObjectProperty<>(KeyChoice.PRIMARY_KEY);
    final StringProperty keyText = new SimpleStringProperty("");
    final ObjectProperty<ValueChoice> value = new SimpleObjectProperty<>(ValueChoice.JSON);
    final StringProperty valueText = new SimpleStringProperty("");
    private TableInfo info;
    /** What a plan said that was taken over; some of it nobody can choose here. */
    private Optional<TablePlan> taken = Optional.empty();

    TableChoice(TableInfo info, Set<String> topics) {
        this.info = info;
        eventTopic.subscribe((before, now) -> {
            if (rowsTopic.get().isEmpty() || rowsTopic.get().equals(TablePlan.rowsTopicFor(before))) {
                rowsTopic.set(now.isEmpty() ? "" : TablePlan.rowsTopicFor(now));
            }
        });
        eventTopic.set(guess(topics));
        chosen.subscribe(now -> {
            if (now) {
                settleKey();
            }
        });
    }

    /** Learns what the list of all tables left out. */
    void know(TableInfo whole) {
        info = whole;
        taken.ifPresent(plan -> leaveOut(plan.columns()));
        if (chosen.get()) {
            settleKey();
        }
    }

    /** A table without a primary key needs the operator to choose; not before somebody looks at it, since that is a change. */
    void settleKey() {
        if (info.whole() && info.primaryKey().isEmpty() && taken.isEmpty() && key.get() == KeyChoice.PRIMARY_KEY) {
            key.set(KeyChoice.COLUMNS);
        }
    }

    TableInfo info() {
        return info;
    }

    String name() {
        return info.name().schema().equals("public")
                ? info.name().name()
                : info.name().toString();
    }

    /** Takes over what a plan says of this table. */
    void take(TablePlan plan) {
        taken = Optional.of(plan);
        chosen.set(true);
        eventTopic.set(plan.eventTopic());
        rowsTopic.set(plan.rowsTopic());
        filter.set(plan.filter().orElse(""));
        key.set(KeyChoice.of(plan.key()));
        keyText.set(KeyChoice.text(plan.key()));
        value.set(plan.value() instanceof ValuePlan.Sql ? ValueChoice.EXPRESSION : ValueChoice.JSON);
        valueText.set(plan.value() instanceof ValuePlan.Sql(String expression) ? expression : "");
        leaveOut(plan.columns());
    }

    private void leaveOut(List<String> allBut) {
        leftOut.clear();
        if (!allBut.isEmpty()) {
            info.columns().stream()
                    .map(ColumnInfo::name)
                    .filter(name -> !allBut.contains(name))
                    .forEach(leftOut::add);
        }
    }

    private List<String> columns() {
        if (!info.whole()) {
            return taken.map(TablePlan::columns).orElse(List.of());
        }
        return leftOut.isEmpty()
                ? List.of()
                : info.columns().stream()
                        .map(ColumnInfo::name)
                        .filter(name -> !leftOut.contains(name))
                        .toList();
    }

    TablePlan plan() {
        TablePlan made = new TablePlan(
                info.name(),
                eventTopic.get(),
                rowsTopic.get().strip(),
                columns(),
                filter.get().isBlank()
                        ? Optional.empty()
                        : Optional.of(filter.get().strip()),
                key.get().plan(keyText.get()),
                value.get().plan(valueText.get()));
        return taken.map(said -> made.withEnvelope(said.envelope()).withInherited(said.inherited()))
                .orElse(made);
    }

    /** What is still missing before this table can be read. */
    Optional<String> missing() {
        if (eventTopic.get().isEmpty()) {
            return Optional.of(text("tables.no-event-topic", name()));
        }
        if (rowsTopic.get().isBlank()) {
            return Optional.of(text("tables.no-rows-topic", name()));
        }
        if (key.get().needsText() && keyText.get().isBlank()) {
            return Optional.of(text("tables.no-message-key", name()));
        }
        if (value.get() == ValueChoice.EXPRESSION && valueText.get().isBlank()) {
            return Optional.of(text("tables.no-message-value", name()));
        }
        return info.whole() && leftOut.size() == info.columns().size()
                ? Optional.of(text("tables.no-column", name()))
                : Optional.empty();
    }

    /** The topic that goes by the table's name, if there is one: orders, order-lines, mytable-events. */
    private String guess(Set<String> topics) {
        String table = info.name().name();
        String dashed = table.replace('_', '-');
        List<String> likely = List.of(
                table,
                dashed,
                table + "-events",
                dashed + "-events",
                table + ".events",
                info.name().toString());
        return likely.stream().filter(topics::contains).findFirst().orElse("");
    }
}
