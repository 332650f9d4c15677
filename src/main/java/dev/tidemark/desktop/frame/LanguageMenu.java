package dev.tidemark.desktop.frame;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Icons;
import dev.tidemark.desktop.text.Language;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import org.kordamp.ikonli.feather.Feather;

/** The choice of a language at the rail's foot; the window's texts are made once, so it counts from the next start on. */
final class LanguageMenu extends Button {
    private final ObjectProperty<Language> choice = new SimpleObjectProperty<>(Language.SYSTEM);
    private final ContextMenu menu = new ContextMenu();

    LanguageMenu() {
        super(text("language.title"), Icons.of(Feather.GLOBE));
        setId("language");
        getStyleClass().addAll("rail-item", "rail-link");
        ToggleGroup one = new ToggleGroup();
        for (Language language : Language.values()) {
            RadioMenuItem item =
                    new RadioMenuItem(language == Language.SYSTEM ? text("language.system") : language.itself());
            item.setToggleGroup(one);
            item.setOnAction(e -> choice.set(language));
            choice.subscribe(chosen -> item.setSelected(chosen == language));
            menu.getItems().add(item);
        }
        MenuItem later = new MenuItem(text("language.later"));
        later.setDisable(true);
        menu.getItems().add(later);
        setOnAction(e -> menu.show(this, Side.TOP, 0, 0));
    }

    ObjectProperty<Language> choice() {
        return choice;
    }
}
