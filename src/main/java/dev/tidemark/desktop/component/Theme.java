package dev.tidemark.desktop.component;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.Scene;

/** Light or dark, as the system has it until the operator says otherwise. */
public final class Theme {
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final List<String> SHEETS = List.of("tokens.css", "components.css", "window.css");

    /** What the operator chose. */
    public enum Choice {
        SYSTEM,
        LIGHT,
        DARK
    }

    private final ObjectProperty<Choice> choice = new SimpleObjectProperty<>(Choice.SYSTEM);
    private final Scene scene;

    public Theme(Scene scene) {
        this.scene = scene;
        SHEETS.forEach(sheet -> scene.getStylesheets()
                .add(Objects.requireNonNull(Theme.class.getResource("/styles/" + sheet))
                        .toExternalForm()));
        choice.subscribe(chosen -> apply());
        Platform.getPreferences().colorSchemeProperty().subscribe(this::apply);
    }

    public ObjectProperty<Choice> choice() {
        return choice;
    }

    public boolean dark() {
        return switch (choice.get()) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    /** From light to dark and back, whatever the system says. */
    public void toggle() {
        choice.set(dark() ? Choice.LIGHT : Choice.DARK);
    }

    private void apply() {
        Application.setUserAgentStylesheet(
                dark() ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        scene.getRoot().pseudoClassStateChanged(DARK, dark());
    }
}
