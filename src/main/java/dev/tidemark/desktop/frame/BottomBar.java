package dev.tidemark.desktop.frame;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Icons;
import dev.tidemark.desktop.component.ReasonedButton;
import dev.tidemark.desktop.page.Action;
import dev.tidemark.desktop.page.Footer;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/** Back, the named next step, and what can be stopped; at the left the drawer and a few words. */
public final class BottomBar extends HBox {
    private final ToggleButton sessions = new ToggleButton(text("frame.sessions"), Icons.of(Feather.TERMINAL));
    private final ToggleButton log = new ToggleButton(text("frame.log"), Icons.of(Feather.FILE_TEXT));
    private final Label status = new Label();
    private final ReasonedButton stop = button("stop", "danger-outline");
    private final ReasonedButton release = button("release", "danger");
    private final ReasonedButton back = button("back", "plain");
    private final ReasonedButton next = button("next", "accent");
    private Footer footer = Footer.EMPTY;

    public BottomBar() {
        getStyleClass().add("bottom-bar");
        sessions.setId("sessions");
        sessions.getStyleClass().add("quiet-button");
        sessions.setAccessibleText(text("frame.sessions-long"));
        sessions.setMinWidth(USE_PREF_SIZE);
        log.setId("log");
        log.getStyleClass().add("quiet-button");
        log.setAccessibleText(text("frame.log-long"));
        log.setMinWidth(USE_PREF_SIZE);
        ToggleGroup oneAtATime = new ToggleGroup();
        oneAtATime.getToggles().addAll(sessions, log);
        status.getStyleClass().add("status");
        status.setWrapText(true);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        release.setText(text("frame.release"));
        release.button().setAccessibleText(text("frame.release-long"));
        next.button().setDefaultButton(true);
        // The release stands first, so that Tab reaches it first.
        getChildren().addAll(release, sessions, log, status, space, stop, back, next);
        stop.button().setOnAction(e -> stop());
        back.button().setOnAction(e -> back());
        next.button().setOnAction(e -> footer.next().ifPresent(Action::fire));
        showRelease(false);
    }

    ToggleButton sessions() {
        return sessions;
    }

    ToggleButton log() {
        return log;
    }

    void onRelease(Runnable action) {
        release.button().setOnAction(e -> action.run());
    }

    void show(Footer other) {
        keepFocus(stop, other.stop());
        keepFocus(back, other.back());
        keepFocus(next, other.next());
        footer = other;
        status.setText(other.status());
        show(stop, other.stop());
        show(back, other.back());
        show(next, other.next());
        if (isFocused()) {
            takeFocus();
        }
    }

    /** The next step has the focus, so that Enter takes it; the bar itself until there is one that can be taken. */
    void takeFocus() {
        Button button = next.button();
        (next.isVisible() && !button.isDisabled() ? button : this).requestFocus();
    }

    /** Else a button that can't be pressed any more gives the focus to the first in the window, and Enter goes there. */
    private void keepFocus(ReasonedButton button, Optional<Action> then) {
        if (button.button().isFocused()
                && then.filter(action -> action.against().isEmpty()).isEmpty()) {
            requestFocus();
        }
    }

    void showRelease(boolean closed) {
        if (!closed && release.button().isFocused()) {
            takeFocus();
        }
        release.setVisible(closed);
        release.setManaged(closed);
    }

    void back() {
        footer.back().ifPresent(Action::fire);
    }

    void stop() {
        footer.stop().ifPresent(Action::fire);
    }

    private static void show(ReasonedButton button, Optional<Action> action) {
        button.setVisible(action.isPresent());
        button.setManaged(action.isPresent());
        action.ifPresent(a -> {
            button.setText(a.label());
            button.allow(a.against());
        });
    }

    private static ReasonedButton button(String id, String styleClass) {
        ReasonedButton button = new ReasonedButton();
        button.button().setId(id);
        button.button().getStyleClass().add(styleClass);
        return button;
    }
}
