package dev.tidemark.desktop.component;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Makes icons; they decorate, so screen readers skip them. */
public final class Icons {
    private Icons() {}

    public static FontIcon of(Feather feather) {
        FontIcon icon = new FontIcon(feather);
        icon.setMouseTransparent(true);
        return icon;
    }
}
