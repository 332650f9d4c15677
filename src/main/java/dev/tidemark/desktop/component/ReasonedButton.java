package dev.tidemark.desktop.component;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;

/** A button that says why when it is disabled. A disabled node gets no mouse events, so the tooltip hangs on this pane. */
public final class ReasonedButton extends StackPane {
    private final Button button = new Button();
    private final Tooltip tooltip = new Tooltip();
    private boolean installed;

    public ReasonedButton() {
        getChildren().add(button);
        button.setMinWidth(USE_PREF_SIZE);
        setMinWidth(USE_PREF_SIZE);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(360);
    }

    public Button button() {
        return button;
    }

    /** Enables the button, or disables it for this reason. */
    public void allow(Optional<String> reasonAgainst) {
        button.setDisable(reasonAgainst.isPresent());
        button.setAccessibleHelp(reasonAgainst.orElse(""));
        tooltip.setText(reasonAgainst.orElse(""));
        if (reasonAgainst.isPresent() && !installed) {
            Tooltip.install(this, tooltip);
        } else if (reasonAgainst.isEmpty() && installed) {
            Tooltip.uninstall(this, tooltip);
        }
        installed = reasonAgainst.isPresent();
    }

    public String getText() {
        return button.getText();
    }

    public void setText(String text) {
        button.setText(text);
    }
}
