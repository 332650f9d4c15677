package dev.tidemark.desktop.page;

import javafx.beans.value.ObservableValue;

/** A page's controller, as the frame sees it. */
public interface Page {
    /** What stands in the bottom bar while this page is shown. */
    ObservableValue<Footer> footer();

    /** Called each time the page comes into view. */
    default void shown() {}
}
