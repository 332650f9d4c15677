package dev.tidemark.desktop.component;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/** Values over time as a filled line, with its scale in words at the corners. */
public final class AreaChart extends Region {
    /** The last value that fits; a label above and one below the area. */
    private static final double LABEL = 16;

    private static final int GRID_LINES = 3;

    /**
     * @param x from 0 (left) to 1 (right)
     * @param y in the values' own unit, at least 0
     */
    public record Point(double x, double y) {}

    private final Path grid = path("area-chart-grid");
    private final Path fill = path("area-chart-fill");
    private final Path line = path("area-chart-line");
    private final Label top = label(Pos.TOP_LEFT);
    private final Label start = label(Pos.BOTTOM_LEFT);
    private final Label end = label(Pos.BOTTOM_RIGHT);
    private List<Point> points = List.of();
    private double most = 1;

    public AreaChart() {
        getStyleClass().add("area-chart");
        getChildren().addAll(grid, fill, line, top, start, end);
        setMinSize(80, 64);
    }

    /**
     * @param values from left to right
     * @param scale what the top edge stands for, in the values' unit
     * @param scaleText the same for people
     * @param from what the left edge stands for
     * @param to what the right edge stands for
     */
    public void show(List<Point> values, double scale, String scaleText, String from, String to) {
        points = List.copyOf(values);
        most = Math.max(scale, 1e-9);
        top.setText(scaleText);
        start.setText(from);
        end.setText(to);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double bottom = getHeight() - LABEL;
        double height = bottom - LABEL;
        grid.getElements().clear();
        for (int i = 0; i <= GRID_LINES; i++) {
            double y = Math.round(LABEL + height * i / GRID_LINES) + 0.5;
            grid.getElements().addAll(new MoveTo(0, y), new LineTo(width, y));
        }
        fill.getElements().clear();
        line.getElements().clear();
        for (Point point : points) {
            double x = point.x() * width;
            double y = bottom - Math.min(1, point.y() / most) * height;
            boolean first = line.getElements().isEmpty();
            line.getElements().add(first ? new MoveTo(x, y) : new LineTo(x, y));
            if (first) {
                fill.getElements().add(new MoveTo(x, bottom));
            }
            fill.getElements().add(new LineTo(x, y));
        }
        if (!points.isEmpty()) {
            fill.getElements().add(new LineTo(points.getLast().x() * width, bottom));
        }
        top.resizeRelocate(0, 0, width, LABEL);
        start.resizeRelocate(0, bottom, width / 2, LABEL);
        end.resizeRelocate(width / 2, bottom, width / 2, LABEL);
    }

    @Override
    protected double computePrefHeight(double width) {
        return 120;
    }

    private static Path path(String styleClass) {
        Path path = new Path();
        path.getStyleClass().add(styleClass);
        path.setManaged(false);
        return path;
    }

    private static Label label(Pos alignment) {
        Label label = new Label();
        label.getStyleClass().add("area-chart-label");
        label.setAlignment(alignment);
        label.setManaged(false);
        return label;
    }
}
