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
    /** Enough for counts of eight figures; names may be cut, their tooltips show them whole. */
    private static final int[] LEAST_WIDTHS = {88, 90, 104, 90, 62, 112};

    private static final double BORDERS = 2;
    private static final int PUBLISHED = 3;
    private static final int CHECKSUM = 4;
    private static final double ROOM_FOR_CHECKSUMS = 600;

    private TableCounts() {}

    static void in(TableView<TableState> tables) {
        tables.getColumns()
                .setAll(List.of(
                        Columns.<TableState>text(
                                text("tables.table"), 84, t -> t.plan().table().name(), "strong"),
                        Columns.<TableState>text(text("run.rows-read"), 92, t -> Figures.count(t.rowsRead()), "right"),
                        Columns.<TableState>text(text("commit.in-snapshot"), 108, TableCounts::counted, "right"),
                        Columns.<TableState>text(
                                text("run.published"), 92, t -> Figures.count(t.rowsPublished()), "right"),
                        Columns.<TableState>text(
                                text("commit.checksum"), 132, t -> t.checksum().orElse(""), "mono"),
                        Columns.<TableState>text(
                                text("commit.to"), 186, t -> t.plan().rowsTopic(), "mono")));
        double width = BORDERS;
        for (int i = 0; i < LEAST_WIDTHS.length; i++) {
            TableColumn<TableState, ?> column = tables.getColumns().get(i);
            column.setMinWidth(Math.max(column.getMinWidth(), LEAST_WIDTHS[i]));
            width += i == CHECKSUM ? 0 : column.getMinWidth();
        }
        Columns.onlyFrom(ROOM_FOR_CHECKSUMS, tables, tables.getColumns().get(CHECKSUM));
        tables.setMinWidth(width);
        tables.setPrefWidth(width);
        tables.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    }

    /** Before the commit nothing is published, and that needs no column. */
    static void showPublished(TableView<TableState> tables, boolean is) {
        tables.getColumns().get(PUBLISHED).setVisible(is);
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
