package dev.tidemark.desktop.component;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/** A progress bar that can be as thin as a table's row needs. */
public final class Meter extends Region {
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");
    private final Region bar = new Region();
    private double fraction;

    public Meter() {
        getStyleClass().add("meter");
        bar.getStyleClass().add("meter-bar");
        getChildren().add(bar);
        setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
        setMinWidth(40);
    }

    /**
     * @param fraction from 0 to 1
     * @param done whether this is the end and not merely the last stretch
     */
    public void show(double fraction, boolean done) {
        this.fraction = Math.clamp(fraction, 0, 1);
        pseudoClassStateChanged(DONE, done);
        setAccessibleText(Figures.percent(fraction));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() * fraction;
        bar.setVisible(width >= 1);
        bar.resizeRelocate(0, 0, Math.max(width, Math.min(getHeight(), getWidth())), getHeight());
    }
}
