package dev.tidemark.desktop.page;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Which page is shown. */
public final class Navigator {
    private final ReadOnlyObjectWrapper<PageId> here = new ReadOnlyObjectWrapper<>(PageId.CONNECT);

    public ReadOnlyObjectProperty<PageId> here() {
        return here.getReadOnlyProperty();
    }

    public void goTo(PageId page) {
        here.set(page);
    }
}
