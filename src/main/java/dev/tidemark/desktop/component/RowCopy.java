package dev.tidemark.desktop.component;

import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.scene.Scene;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyEvent;

/** Copies a table's chosen row from the keyboard, as a spreadsheet takes it: with a tab between the columns. */
public final class RowCopy {
    private RowCopy() {}

    /** In every table of this scene, at these keys. */
    public static void in(Scene scene, Predicate<KeyEvent> keys) {
        scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (scene.getFocusOwner() instanceof TableView<?> table
                    && !table.getSelectionModel().isEmpty()
                    && keys.test(event)) {
                ClipboardContent content = new ClipboardContent();
                content.putString(chosen(table));
                Clipboard.getSystemClipboard().setContent(content);
                event.consume();
            }
        });
    }

    /** What stands in the row: whether it is ticked is no text. */
    private static String chosen(TableView<?> table) {
        int row = table.getSelectionModel().getSelectedIndex();
        return table.getVisibleLeafColumns().stream()
                .map(column -> ((TableColumnBase<?, ?>) column).getCellData(row))
                .filter(CharSequence.class::isInstance)
                .map(String::valueOf)
                .collect(Collectors.joining("\t"));
    }
}
