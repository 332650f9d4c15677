package dev.tidemark.desktop.memory;

import java.util.Comparator;
import java.util.List;
import javafx.geometry.Rectangle2D;

/**
 * A window's place and size, in the screens' own units.
 *
 * @param known whether x and y say anything; otherwise the system chooses
 * @param x of the left edge
 * @param y of the upper edge
 * @param width with its frame
 * @param height with its frame
 * @param maximized whether it filled its screen; the rest is where it goes back to
 */
public record Place(boolean known, double x, double y, double width, double height, boolean maximized) {
    public static final Place STANDARD = new Place(false, 0, 0, 1280, 800, false);
    /** What of a title bar has to be on a screen, so that one can take the window by it. */
    private static final double GRIP_WIDTH = 120;

    private static final double GRIP_HEIGHT = 24;

    /**
     * The same as far as these screens have room for it: no larger than the screen it is on, its title bar within reach.
     * A place on a screen that is gone is forgotten.
     */
    public Place on(List<Rectangle2D> screens) {
        return screens.stream()
                .filter(this::reachable)
                .max(Comparator.comparingDouble(this::shared))
                .map(this::within)
                .orElseGet(() -> screens.stream()
                        .findFirst()
                        .map(first -> new Place(
                                false,
                                0,
                                0,
                                Math.min(width, first.getWidth()),
                                Math.min(height, first.getHeight()),
                                maximized))
                        .orElse(this));
    }

    private boolean reachable(Rectangle2D screen) {
        double seen = Math.min(x + width, screen.getMaxX()) - Math.max(x, screen.getMinX());
        return known
                && seen >= GRIP_WIDTH
                && y >= screen.getMinY() - GRIP_HEIGHT / 2
                && y <= screen.getMaxY() - GRIP_HEIGHT;
    }

    private double shared(Rectangle2D screen) {
        double across = Math.min(x + width, screen.getMaxX()) - Math.max(x, screen.getMinX());
        double down = Math.min(y + height, screen.getMaxY()) - Math.max(y, screen.getMinY());
        return Math.max(0, across) * Math.max(0, down);
    }

    private Place within(Rectangle2D screen) {
        return new Place(
                true,
                x,
                Math.max(y, screen.getMinY()),
                Math.min(width, screen.getWidth()),
                Math.min(height, screen.getHeight()),
                maximized);
    }
}
