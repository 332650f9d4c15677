package dev.tidemark.desktop.component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/** The bundled fonts, so that the window looks the same on every computer. */
public final class Fonts {
    /** JavaFX makes a family of each file but Regular and Bold: {@code Inter}, {@code Inter Medium}, {@code Inter SemiBold}. */
    private static final List<String> FILES = List.of(
            "Inter_400Regular.ttf",
            "Inter_500Medium.ttf",
            "Inter_600SemiBold.ttf",
            "Inter_700Bold.ttf",
            "JetBrainsMono_400Regular.ttf",
            "JetBrainsMono_700Bold.ttf");

    private Fonts() {}

    public static void load() {
        for (String file : FILES) {
            try (InputStream in = Fonts.class.getResourceAsStream("/styles/fonts/" + file)) {
                if (in == null || Font.loadFont(in, 13) == null) {
                    throw new IllegalStateException("The font " + file + " is missing from this build.");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
