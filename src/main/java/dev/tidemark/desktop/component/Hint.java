package dev.tidemark.desktop.component;

import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

/**
 * A text that shows when one points at a control. The tooltip is not made before that: each is a window with a scene of its
 * own and costs about a millisecond of the screen's thread, too much for each cell of a table and each look at a run.
 */
public final class Hint {
    private static final String KEY = "tidemark.hint";
    private static final double WIDEST = 520;

    private Hint() {}

    /** @param text empty for none */
    public static void on(Control control, String text) {
        if (control.getProperties().put(KEY, text) == null) {
            control.addEventHandler(MouseEvent.MOUSE_ENTERED, e -> show(control));
        }
        if (control.getTooltip() != null) {
            show(control);
        }
    }

    /** What shows when one points at this control; empty for nothing. */
    public static String of(Control control) {
        if (control.hasProperties() && control.getProperties().get(KEY) instanceof String text) {
            return text;
        }
        return control.getTooltip() == null ? "" : control.getTooltip().getText();
    }

    private static void show(Control control) {
        String text = control.getProperties().get(KEY) instanceof String known ? known : "";
        if (text.isEmpty()) {
            control.setTooltip(null);
        } else if (control.getTooltip() != null) {
            control.getTooltip().setText(text);
        } else {
            Tooltip tooltip = new Tooltip(text);
            tooltip.setWrapText(true);
            tooltip.setMaxWidth(WIDEST);
            control.setTooltip(tooltip);
        }
    }
}
