package dev.tidemark.desktop.walkthrough;

import dev.tidemark.desktop.text.Texts;
import dev.tidemark.walkthrough.lesson.Lesson;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;

/** The lessons to choose from, a card each. */
public final class LessonList extends TilePane {
    private static final int COLUMNS = 3;
    private static final double GAP = 12;
    /** Room for a title of two lines and four lines about it. */
    private static final double HEIGHT = 158;
    /** Below this width the words about a lesson take up to seven lines. */
    private static final double NARROW = 290;

    private static final double NARROW_HEIGHT = 196;
    private static final double PADDING = 30;

    public LessonList() {
        getStyleClass().add("lesson-list");
        setHgap(GAP);
        setVgap(GAP);
        widthProperty().subscribe(this::divide);
        setPrefColumns(COLUMNS);
        setPrefTileHeight(HEIGHT);
        setMinWidth(0);
    }

    private void divide(Number width) {
        double tile = Math.floor((width.doubleValue() - GAP * (COLUMNS - 1)) / COLUMNS);
        setPrefTileWidth(tile);
        setPrefTileHeight(tile < NARROW ? NARROW_HEIGHT : HEIGHT);
    }

    void show(List<Lesson> lessons, Consumer<Lesson> chosen) {
        getChildren().clear();
        int number = 0;
        for (Lesson lesson : lessons) {
            number++;
            getChildren().add(card(lesson, number, chosen));
        }
    }

    private static Button card(Lesson lesson, int number, Consumer<Lesson> chosen) {
        Label place = new Label(String.valueOf(number));
        place.getStyleClass().add("lesson-number");
        Label title = new Label(lesson.title());
        title.getStyleClass().add("type-strong");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(title, Priority.ALWAYS);
        Label about = new Label(lesson.about());
        about.getStyleClass().addAll("muted", "type-small");
        about.setWrapText(true);
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        Label steps = new Label(Texts.text("lesson.steps", lesson.steps().size()));
        steps.getStyleClass().addAll("faint", "type-small");
        VBox text = new VBox(6, new HBox(10, place, title), about, space, steps);
        Button card = new Button();
        card.setId("lesson-" + lesson.id());
        card.getStyleClass().add("lesson-card");
        card.setGraphic(text);
        card.setMinWidth(0);
        card.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        text.prefHeightProperty().bind(card.heightProperty().subtract(PADDING));
        text.maxHeightProperty().bind(text.prefHeightProperty());
        text.prefWidthProperty().bind(card.widthProperty().subtract(34));
        card.setAccessibleText(Texts.text("lesson.in-words", number, lesson.title(), lesson.about()));
        card.setOnAction(e -> chosen.accept(lesson));
        return card;
    }
}
