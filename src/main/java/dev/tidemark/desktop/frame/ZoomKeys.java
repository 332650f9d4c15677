package dev.tidemark.desktop.frame;

import dev.tidemark.desktop.component.Zoom;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** Ctrl with plus, minus and zero, on the main keys and on the number pad. */
final class ZoomKeys {
    private ZoomKeys() {}

    static void on(Scene scene, Zoom zoom) {
        // On many keyboards the plus stands on the key of the equals sign.
        put(scene, List.of(KeyCode.PLUS, KeyCode.EQUALS, KeyCode.ADD), zoom::in);
        put(scene, List.of(KeyCode.MINUS, KeyCode.SUBTRACT), zoom::out);
        put(scene, List.of(KeyCode.DIGIT0, KeyCode.NUMPAD0), () -> zoom.set(100));
    }

    private static void put(Scene scene, List<KeyCode> keys, Runnable action) {
        for (KeyCode key : keys) {
            scene.getAccelerators()
                    .put(new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_ANY), action);
        }
    }
}
