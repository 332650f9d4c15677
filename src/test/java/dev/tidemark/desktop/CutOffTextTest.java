package dev.tidemark.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.desktop.tour.Hand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.Parent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page in every state, from the smallest window to a large one, at every zoom. */
class CutOffTextTest {
    /** Width, height and zoom: together the least room that a page ever gets, the usual ones, and a very large one. */
    private static final int[][] WINDOWS = {
        {1024, 700, 100},
        {1024, 700, 200},
        {1280, 800, 100},
        {1920, 1080, 150},
        {1920, 1080, 50}
    };

    /** The least room. */
    private static final int[][] SMALLEST = {{1024, 700, 100}};

    @TempDir
    private Path folder;

    @Test
    void no_text_is_cut_off_in_any_window_from_1024_by_700_at_any_zoom() {
        assertThat(cutOff(WINDOWS)).isEmpty();
    }

    /** German, and {@code en_XA}: each text two fifths longer. */
    @ParameterizedTest
    @ValueSource(strings = {"de", "en-XA"})
    void no_longer_text_is_cut_off_in_the_smallest_window(String language) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            assertThat(cutOff(SMALLEST)).isEmpty();
        } finally {
            Locale.setDefault(before);
        }
    }

    private List<String> cutOff(int[][] sizes) {
        Wiring window = OpenWindow.withHistory(MadeUpHistory.in(folder));
        Hand hand = new Hand(window);
        Map<String, List<String>> where = new LinkedHashMap<>();
        for (Shot shot : Shot.values()) {
            hand.onScreen(() -> shot.show(window));
            hand.until("the history", () -> shot != Shot.HISTORY || MadeUpHistory.shown(window));
            for (int[] size : sizes) {
                hand.onScreen(() -> look(window, size)
                        .forEach(cut -> where.computeIfAbsent(shot + ": " + cut, key -> new ArrayList<>())
                                .add(size[0] + "x" + size[1] + " at " + size[2] + " %")));
            }
            hand.onScreen(() -> shot.leave(window));
        }
        hand.onScreen(window.mirror()::forget);
        return where.entrySet().stream()
                .map(entry -> entry.getKey() + " in " + entry.getValue())
                .toList();
    }

    /** Lays out for this size within one turn of the screen's thread, so that no other size comes between. */
    private static List<String> look(Wiring window, int[] size) {
        Parent root = window.scene().getRoot();
        window.zoom().set(size[2]);
        for (int pass = 0; pass < 3; pass++) {
            root.resize(size[0], size[1]);
            root.applyCss();
            root.layout();
        }
        Node asked = root.lookup(".shade");
        return CutOff.below(asked == null ? root : asked);
    }
}
