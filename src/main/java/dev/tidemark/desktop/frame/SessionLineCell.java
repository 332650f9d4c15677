package dev.tidemark.desktop.frame;

import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.component.SqlText;
import dev.tidemark.run.SessionLine;
import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;

/** A statement, how long it took and what came back. */
final class SessionLineCell extends ListCell<SessionLine> {
    private final SqlText text = new SqlText();

    SessionLineCell() {
        setPrefWidth(0);
        setText(null);
    }

    @Override
    protected void updateItem(@Nullable SessionLine line, boolean empty) {
        super.updateItem(line, empty);
        if (empty || line == null) {
            setGraphic(null);
            return;
        }
        text.show(oneLine(line.sql()));
        line.took().ifPresent(took -> text.append("  " + Figures.time(took), "took"));
        if (!line.answer().isBlank()) {
            text.append("  " + oneLine(line.answer()), line.took().isEmpty() ? "waiting" : "answer");
        }
        setAccessibleText(line.sql());
        setGraphic(text);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
