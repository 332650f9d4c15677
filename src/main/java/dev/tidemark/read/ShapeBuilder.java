package dev.tidemark.read;

import dev.tidemark.plan.KeyPlan;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.plan.ValuePlan;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** Works out what COPY has to send for a table's keys and values; each field once. */
final class ShapeBuilder {
    private final TablePlan plan;
    private final SourceTable table;
    private final List<CopyField> fields = new ArrayList<>();

    ShapeBuilder(TablePlan plan, SourceTable table) {
        this.plan = plan;
        this.table = table;
    }

    /** Throws a problem if a column isn't there, or no primary key where the plan wants it. */
    RowShape build() {
        MessagePart value = value();
        MessagePart key = key(plan.key());
        return new RowShape(fields, key, value);
    }

    private MessagePart value() {
        return switch (plan.value()) {
            case ValuePlan.Json() -> object(plan.columns().isEmpty() ? table.columns() : columns(plan.columns()));
            case ValuePlan.Sql(String expression) ->
                new MessagePart(
                        MessagePart.Kind.JSON,
                        List.of(place(
                                new CopyField("value", "jsonb", cast(expression, "pg_catalog.jsonb"), Form.SERVER))));
        };
    }

    private MessagePart key(KeyPlan key) {
        return switch (key) {
            case KeyPlan.None() -> MessagePart.NONE;
            case KeyPlan.PrimaryKey() ->
                switch (table.primaryKey().size()) {
                    case 0 -> throw noKey().asException();
                    case 1 -> text(column(table.primaryKey().getFirst()));
                    default -> object(columns(table.primaryKey()));
                };
            case KeyPlan.Text(String column) -> text(column(column));
            case KeyPlan.Json(List<String> columns) -> object(columns(columns));
            case KeyPlan.Sql(String expression) ->
                new MessagePart(
                        MessagePart.Kind.TEXT,
                        List.of(place(new CopyField("key", "text", cast(expression, "pg_catalog.text"), Form.TEXT))));
        };
    }

    private MessagePart text(TableColumn column) {
        return new MessagePart(
                MessagePart.Kind.TEXT, List.of(place(column.textAsIs() ? column.field() : column.textField())));
    }

    private MessagePart object(List<TableColumn> columns) {
        return new MessagePart(
                MessagePart.Kind.OBJECT,
                columns.stream().map(c -> place(c.field())).toList());
    }

    private int place(CopyField field) {
        int known = fields.indexOf(field);
        if (known >= 0) {
            return known;
        }
        fields.add(field);
        return fields.size() - 1;
    }

    /** The line break ends a comment that the expression may end with. */
    private static String cast(String expression, String type) {
        return "(" + expression + "\n)::" + type;
    }

    private List<TableColumn> columns(List<String> names) {
        return names.stream().map(this::column).toList();
    }

    private TableColumn column(String name) {
        return table.columns().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.of(
                                "column-missing",
                                "Table " + plan.table() + " has no column “" + name + "”.",
                                "The plan asks for it, and the table's columns are "
                                        + String.join(
                                                ", ",
                                                table.columns().stream()
                                                        .map(TableColumn::name)
                                                        .toList())
                                        + ".",
                                "Correct the column's name in the plan; capital letters count.")
                        .asException());
    }

    private Problem noKey() {
        return Problem.of(
                "no-primary-key",
                "Table " + plan.table() + " has no primary key.",
                "The plan makes the messages' keys of the primary key.",
                "Choose which columns or which SQL expression make up the key, or no key at all.");
    }
}
