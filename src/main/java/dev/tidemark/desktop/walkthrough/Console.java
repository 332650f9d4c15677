package dev.tidemark.desktop.walkthrough;

import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.component.SqlText;
import dev.tidemark.desktop.text.Texts;
import dev.tidemark.walkthrough.Hang;
import dev.tidemark.walkthrough.psql.Line;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** What stands in a session, with a terminal's colours in either theme; the latest is in view. */
final class Console extends ScrollPane {
    /** Padding at both sides, and a scroll bar. */
    private static final double SIDES = 42;

    private final VBox lines = new VBox();
    private final SqlText waiting = new SqlText();
    private List<Line> shown = List.of();

    Console() {
        getStyleClass().add("console");
        lines.getStyleClass().add("console-lines");
        setContent(lines);
        setHbarPolicy(ScrollBarPolicy.AS_NEEDED);
        setFitToHeight(false);
        setFocusTraversable(true);
        waiting.getStyleClass().add("console-line");
        lines.heightProperty().subscribe(() -> setVvalue(getVmax()));
    }

    void show(List<Line> all, Optional<Hang> hang) {
        boolean goesOn =
                all.size() >= shown.size() && all.subList(0, shown.size()).equals(shown);
        lines.getChildren().remove(waiting);
        if (!goesOn) {
            lines.getChildren().clear();
        }
        all.subList(goesOn ? shown.size() : 0, all.size()).forEach(this::add);
        shown = all;
        hang.ifPresent(this::add);
        setAccessibleText(text());
    }

    String text() {
        return String.join(
                "\n", shown.stream().map(line -> line.prompt() + line.text()).toList());
    }

    private void add(Hang hang) {
        waiting.getChildren().clear();
        waiting.append(Texts.text("lesson.blocked", hang.who(), Figures.time(hang.lasting())), "waiting");
        wrapped(waiting);
        lines.getChildren().add(waiting);
    }

    private void add(Line line) {
        SqlText text = new SqlText();
        text.getStyleClass().add("console-line");
        switch (line.kind()) {
            case TYPED -> {
                text.append(line.prompt(), "prompt");
                text.appendSql(line.text());
            }
            case TAG -> text.append(line.text(), "tag");
            case ROWS -> text.append(line.text(), "rows");
            case ERROR -> text.append(line.text(), "error");
            case NOTE, NOTICE -> text.append(line.text(), "remark");
        }
        if (line.kind() != Line.Kind.ROWS) {
            wrapped(text);
        }
        lines.getChildren().add(text);
    }

    /** Rows keep their columns and may be scrolled to; everything else goes on in the next line. */
    private void wrapped(SqlText text) {
        if (!text.maxWidthProperty().isBound()) {
            text.maxWidthProperty().bind(widthProperty().subtract(SIDES));
            text.prefWidthProperty().bind(text.maxWidthProperty());
        }
    }
}
