package dev.tidemark.desktop.frame;

import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/**
 * A page in its scroll pane. That one decides whether to show a bar by how high the page has to be at no width in particular;
 * where texts and chips wrap, it has to be higher at the width that it has.
 */
final class PageHolder extends StackPane {
    PageHolder(Node page) {
        super(page);
    }

    @Override
    protected double computeMinHeight(double width) {
        return super.computeMinHeight(width < 0 && getWidth() > 0 ? getWidth() : width);
    }
}
