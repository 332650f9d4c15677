package dev.tidemark.desktop.component;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/** Makes columns of texts; what does not fit stands in the tooltip. */
public final class Columns {
    /** Of a head: its size of letters, and the room beside its title. */
    private static final double HEAD_SIZE = 12;

    private static final double HEAD_MARGIN = 17;

    private Columns() {}

    /**
     * @param title the column's head
     * @param width wanted, in pixels; more if the title needs it
     * @param text of a row
     * @param styleClasses of its cells: {@code right}, {@code mono}, {@code strong}, {@code muted}
     */
    public static <R> TableColumn<R, String> text(
            String title, double width, Function<R, String> text, String... styleClasses) {
        return hinted(title, width, text, text, styleClasses);
    }

    /** The same with more in the tooltip than in the cell. */
    public static <R> TableColumn<R, String> hinted(
            String title, double width, Function<R, String> text, Function<R, String> hint, String... styleClasses) {
        TableColumn<R, String> column = new TableColumn<>(title);
        double head = TextWidth.of(title, HEAD_SIZE) + HEAD_MARGIN;
        column.setPrefWidth(Math.max(width, head));
        column.setMinWidth(Math.max(Math.min(width, 48), head));
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(text.apply(row.getValue())));
        List<String> styles = List.of(styleClasses);
        if (styles.contains("right")) {
            column.getStyleClass().add("right");
        }
        column.setCellFactory(c -> new TextCell<>(styles, hint));
        return column;
    }

    /** Leaves these out while the table is narrower than this: what is told elsewhere too goes first, whole columns at once. */
    @SafeVarargs
    public static <R> void onlyFrom(double width, TableView<R> table, TableColumn<R, ?>... columns) {
        table.widthProperty().subscribe(now -> {
            for (TableColumn<R, ?> column : columns) {
                column.setVisible(now.doubleValue() >= width);
            }
        });
    }

    /** A cell that shows the whole of its text, or more, when one points at it. */
    private static final class TextCell<R> extends TableCell<R, String> {
        private final Function<R, String> hint;

        TextCell(List<String> styles, Function<R, String> hint) {
            this.hint = hint;
            getStyleClass().addAll(styles);
        }

        @Override
        protected void updateItem(@Nullable String text, boolean empty) {
            super.updateItem(text, empty);
            boolean none = empty || text == null || text.isEmpty();
            setText(none ? null : text);
            R row = none ? null : getTableRow().getItem();
            Hint.on(this, none || text == null ? "" : row == null ? text : hint.apply(row));
        }
    }
}
