package dev.tidemark.desktop.page;

import dev.tidemark.desktop.component.Confirmation;
import javafx.scene.layout.StackPane;

/** Asks the operator before something that cannot be undone, over the whole window. */
public final class Questions {
    private final StackPane over;

    public Questions(StackPane over) {
        this.over = over;
    }

    /** The parameters are those of {@link Confirmation}. */
    public void ask(String title, String consequence, String yes, String no, Runnable confirmed) {
        if (over.getChildren().stream().noneMatch(Confirmation.class::isInstance)) {
            new Confirmation(over, title, consequence, yes, no, confirmed).ask();
        }
    }

    /** The same, for what has to be confirmed by typing this word. */
    public void askTyped(String title, String consequence, String word, String yes, String no, Runnable confirmed) {
        if (over.getChildren().stream().noneMatch(Confirmation.class::isInstance)) {
            new Confirmation(over, title, consequence, yes, no, confirmed)
                    .typed(word)
                    .ask();
        }
    }
}
