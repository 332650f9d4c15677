package dev.tidemark.desktop.plans;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.problem.Problem;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** Opens a plan: one of the recent ones, or another file. */
public final class PlanMenu extends MenuButton {
    public PlanMenu() {
        setText(text("plans.open"));
        setMnemonicParsing(true);
        setMinWidth(USE_PREF_SIZE);
    }

    public void wire(Plans plans, Consumer<Problem> refused) {
        setOnShowing(e -> {
            getItems().clear();
            for (Path file : plans.recent()) {
                MenuItem item = new MenuItem(file.getFileName() + "   " + file.getParent());
                item.setMnemonicParsing(false);
                item.setOnAction(chosen -> plans.open(file, refused));
                getItems().add(item);
            }
            if (!getItems().isEmpty()) {
                getItems().add(new SeparatorMenuItem());
            }
            MenuItem other = new MenuItem(text("plans.choose"));
            other.setOnAction(chosen -> plans.choose(refused));
            getItems().add(other);
        });
        // A menu button without items does not open, so the first one has to be there before.
        getItems().add(new MenuItem(text("plans.choose")));
    }
}
