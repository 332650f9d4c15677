package dev.tidemark.desktop.tables;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.state.Catalog;
import dev.tidemark.desktop.state.Connected;
import dev.tidemark.kafka.TopicInfo;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.TableInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.Observable;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** The plan as it is being made: which tables, which topics, how the gate is closed. */
final class TablesModel {
    private final ObservableList<TableChoice> tables = FXCollections.observableArrayList(table -> new Observable[] {
        table.chosen,
        table.eventTopic,
        table.rowsTopic,
        table.leftOut,
        table.filter,
        table.key,
        table.keyText,
        table.value,
        table.valueText
    });
    private final FilteredList<TableChoice> shown = new FilteredList<>(tables);
    private final GateSettings gate = new GateSettings();

    /** Fires whenever the plan may have changed. */
    ObservableList<TableChoice> tables() {
        return tables;
    }

    FilteredList<TableChoice> shown() {
        return shown;
    }

    GateSettings gate() {
        return gate;
    }

    void load(Catalog catalog) {
        Set<String> topics = catalog.topics().stream().map(TopicInfo::name).collect(Collectors.toSet());
        tables.setAll(catalog.tables().stream()
                .filter(table ->
                        table.kind() != TableInfo.Kind.MATERIALIZED_VIEW && table.kind() != TableInfo.Kind.FOREIGN)
                .map(table -> new TableChoice(table, topics))
                .toList());
    }

    /** Takes over a plan as far as its tables are there. */
    void take(Plan plan) {
        for (TablePlan wanted : plan.tables()) {
            tables.stream()
                    .filter(table -> table.info().name().equals(wanted.table()))
                    .forEach(table -> table.take(wanted));
        }
        gate.take(plan.gate(), plan.read());
    }

    /** Shows only tables with this in their names. */
    void search(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        shown.setPredicate(
                table -> table.info().name().toString().toLowerCase(Locale.ROOT).contains(wanted));
    }

    List<TableChoice> chosen() {
        return tables.stream().filter(table -> table.chosen.get()).toList();
    }

    /** Why there is no plan yet. */
    Optional<String> missing() {
        return chosen().isEmpty()
                ? Optional.of(text("tables.none-chosen"))
                : chosen().stream()
                        .flatMap(table -> table.missing().stream())
                        .findFirst()
                        .or(gate::wrong);
    }

    /** Ask only if nothing is {@link #missing()}. */
    Plan plan(Connected connected) {
        return Plan.of(
                        connected.database(),
                        connected.kafka(),
                        chosen().stream().map(TableChoice::plan).toList())
                .withGate(gate.gate())
                .withRead(gate.read());
    }

    /** {@code 3 tables · about 30.9 M rows · 11.1 GB}. */
    String summary() {
        List<TableChoice> list = chosen();
        long rows = list.stream().mapToLong(t -> t.info().estimatedRows()).sum();
        long bytes = list.stream().mapToLong(t -> t.info().bytes()).sum();
        return list.isEmpty() ? "" : text("tables.summary", list.size(), Figures.about(rows), Figures.bytes(bytes));
    }
}
