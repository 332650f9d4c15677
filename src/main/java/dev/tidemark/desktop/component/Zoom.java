package dev.tidemark.desktop.component;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import javafx.stage.PopupWindow;
import javafx.stage.Window;

/**
 * Shows its content larger or smaller, laid out anew for the room that this leaves; where that is too little, it scrolls
 * instead of cutting off.
 */
public final class Zoom extends ScrollPane {
    public static final int LEAST = 50;
    public static final int MOST = 200;
    private static final int STEP = 10;
    /** The least room that the pages are made for, at 100 %. */
    private static final double LEAST_WIDTH = 1000;

    private static final double LEAST_HEIGHT = 640;

    private final ListChangeListener<Window> popups = this::windows;
    private final IntegerProperty percent = new SimpleIntegerProperty(100);

    public Zoom(Region content) {
        getStyleClass().add("page-scroll");
        setFocusTraversable(false);
        setFitToWidth(true);
        setFitToHeight(true);
        Scaled scaled = new Scaled(content);
        setContent(scaled);
        percent.subscribe(now -> scaled.scale(now.intValue() / 100.0));
        Window.getWindows().addListener(new WeakListChangeListener<>(popups));
    }

    /** Lists, menus and tooltips are windows of their own, which know nothing of the content's scale. */
    private void windows(ListChangeListener.Change<? extends Window> change) {
        while (change.next()) {
            for (Window window : change.getAddedSubList()) {
                if (window instanceof PopupWindow popup && getScene() != null && isOver(popup)) {
                    popup.getScene().getRoot().getChildrenUnmodifiable().forEach(this::enlarge);
                }
            }
        }
    }

    private boolean isOver(PopupWindow popup) {
        return popup.getOwnerWindow() == getScene().getWindow()
                || popup.getOwnerWindow() instanceof PopupWindow below && isOver(below);
    }

    private void enlarge(Node content) {
        double factor = percent.get() / 100.0;
        content.getTransforms().stream()
                .filter(Scale.class::isInstance)
                .map(Scale.class::cast)
                .findFirst()
                .ifPresentOrElse(
                        scale -> {
                            scale.setX(factor);
                            scale.setY(factor);
                        },
                        () -> content.getTransforms().add(new Scale(factor, factor)));
    }

    /** In percent, {@value #LEAST} to {@value #MOST}; subscribe to learn of it, and use {@link #set} to change it. */
    public IntegerProperty percent() {
        return percent;
    }

    public void set(int wanted) {
        percent.set(Math.clamp(wanted, LEAST, MOST));
    }

    public void in() {
        set(percent.get() + STEP);
    }

    public void out() {
        set(percent.get() - STEP);
    }

    /** The content in its own measure. */
    private static final class Scaled extends Region {
        private final Region content;
        private final Scale scale = new Scale(1, 1);

        Scaled(Region content) {
            this.content = content;
            content.getTransforms().add(scale);
            getChildren().add(content);
        }

        void scale(double factor) {
            scale.setX(factor);
            scale.setY(factor);
            requestLayout();
            for (Node node = getParent(); node != null; node = node.getParent()) {
                if (node instanceof ScrollPane pane) {
                    pane.requestLayout();
                    return;
                }
            }
        }

        @Override
        protected double computeMinWidth(double height) {
            // At 100 % or less a small window is the operator's wish; only enlarged content needs room it can't have.
            return scale.getX() > 1 ? LEAST_WIDTH * scale.getX() : 0;
        }

        @Override
        protected double computeMinHeight(double width) {
            return scale.getY() > 1 ? LEAST_HEIGHT * scale.getY() : 0;
        }

        @Override
        protected double computePrefWidth(double height) {
            return computeMinWidth(height);
        }

        @Override
        protected double computePrefHeight(double width) {
            return computeMinHeight(width);
        }

        @Override
        protected void layoutChildren() {
            content.resizeRelocate(0, 0, getWidth() / scale.getX(), getHeight() / scale.getY());
        }
    }
}
