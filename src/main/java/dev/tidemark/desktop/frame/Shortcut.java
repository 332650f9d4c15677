package dev.tidemark.desktop.frame;

import static dev.tidemark.desktop.text.Texts.text;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.Modifier;
import javafx.scene.input.KeyEvent;

/** The keys that mean something in the whole window, and what they mean: one table for the keys themselves and for F1. */
enum Shortcut {
    KEYS("keys.keys", plain(KeyCode.F1)),
    NEXT("keys.next", plain(KeyCode.ENTER)),
    BACK("keys.back", with(KeyCombination.ALT_DOWN, KeyCode.LEFT)),
    RELEASE("keys.release", plain(KeyCode.ESCAPE)),
    SESSIONS("keys.sessions", plain(KeyCode.F4)),
    LOG("keys.log", plain(KeyCode.F6)),
    CHOOSE("keys.choose", plain(KeyCode.SPACE)),
    COPY("keys.copy", with(KeyCombination.SHORTCUT_DOWN, KeyCode.C)),
    // On many keyboards the plus stands on the key of the equals sign.
    LARGER("keys.larger", zoom(KeyCode.PLUS), zoom(KeyCode.EQUALS), zoom(KeyCode.ADD)),
    SMALLER("keys.smaller", zoom(KeyCode.MINUS), zoom(KeyCode.SUBTRACT)),
    USUAL("keys.usual", zoom(KeyCode.DIGIT0), zoom(KeyCode.NUMPAD0)),
    PRESENT("keys.present", plain(KeyCode.F5));

    private final String meaning;
    private final List<KeyCombination> keys;

    Shortcut(String meaning, KeyCombination... keys) {
        this.meaning = meaning;
        this.keys = List.of(keys);
    }

    /** What it does, in words. */
    String meaning() {
        return text(meaning);
    }

    /** Its keys as they stand on the keyboard; the first of them where several do the same. */
    String key() {
        String name = keys.getFirst().getDisplayText();
        return Arrays.stream(name.split("(?<=.)\\+(?=.)", -1))
                .map(String::strip)
                .collect(Collectors.joining(" + "));
    }

    /** Whether these are its keys. */
    boolean is(KeyEvent pressed) {
        return keys.stream().anyMatch(key -> key.match(pressed));
    }

    /** From now on these keys do this. */
    void does(Scene scene, Runnable action) {
        keys.forEach(key -> scene.getAccelerators().put(key, action));
    }

    private static KeyCombination plain(KeyCode code) {
        return new KeyCodeCombination(code);
    }

    private static KeyCombination with(Modifier modifier, KeyCode code) {
        return new KeyCodeCombination(code, modifier);
    }

    private static KeyCombination zoom(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_ANY);
    }
}
