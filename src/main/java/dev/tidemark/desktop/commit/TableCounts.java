package dev.tidemark.desktop.commit;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Columns;
import dev.tidemark.desktop.component.Figures;
import dev.tidemark.run.TableState;
import java.util.List;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** The columns of the list of tables: what was read, what the server counted, what is in the log. */
final class TableCounts {
    /** Enough for what matters in each column: a count in the hundred millions, a checksum's first figures. */
    private static final int[] LEAST_WIDTHS = {72, 84, 96, 84, 76, 44};

    private static final double BORDERS = 2;

    private TableCounts() {}

    static void in(TableView<TableState> tables) {
        tables.getColumns()
                .setAll(List.of(
                        Columns.<TableState>text(
                                text("tables.table"), 96, t -> t.plan().table().name(), "strong"),
                        Columns.<TableState>text(text("run.rows-read"), 80, t -> Figures.count(t.rowsRead()), "right"),
                        Columns.<TableState>text(text("commit.in-snapshot"), 98, TableCounts::counted, "right"),
                        Columns.<TableState>text(
                                text("run.published"), 80, t -> Figures.count(t.rowsPublished()), "right"),
                        Columns.<TableState>text(
                                text("commit.checksum"), 134, t -> t.checksum().orElse(""), "mono"),
                        Columns.<TableState>text(
                                text("commit.to"), 186, t -> t.plan().rowsTopic(), "mono")));
        double width = BORDERS;
        for (int i = 0; i < LEAST_WIDTHS.length; i++) {
            TableColumn<TableState, ?> column = tables.getColumns().get(i);
            column.setMinWidth(Math.max(column.getMinWidth(), LEAST_WIDTHS[i]));
            width += column.getMinWidth();
        }
        tables.setMinWidth(width);
        tables.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    }

    private static String counted(TableState table) {
        return table.rowsInSnapshot().isEmpty()
                ? ""
                : text(
                        table.rowsInSnapshot().getAsLong() == table.rowsRead()
                                ? "commit.counts-agree"
                                : "commit.counts-differ",
                        Figures.count(table.rowsInSnapshot().getAsLong()));
    }
}
