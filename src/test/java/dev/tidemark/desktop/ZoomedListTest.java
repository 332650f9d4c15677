package dev.tidemark.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.desktop.tour.Hand;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.SandboxOptions;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.skin.ComboBoxListViewSkin;
import org.junit.jupiter.api.Test;

class ZoomedListTest {
    @Test
    void a_list_that_opens_is_as_large_as_the_box_it_belongs_to() {
        Wiring window = OpenWindow.with(SandboxOptions.temporary(), DemoOptions.standard());
        Hand hand = new Hand(window);
        hand.onScreen(() -> {
            window.zoom().set(200);
            Shot.TABLES.show(window);
        });
        hand.moment();
        AtomicReference<ComboBox<?>> box = new AtomicReference<>();
        AtomicReference<Node> list = new AtomicReference<>();
        hand.onScreen(() -> {
            box.set((ComboBox<?>) window.scene().lookup("#lockMode"));
            box.get().show();
            list.set(((ComboBoxListViewSkin<?>) box.get().getSkin()).getPopupContent());
        });
        hand.moment();
        AtomicReference<Bounds> around = new AtomicReference<>();
        AtomicReference<Bounds> opened = new AtomicReference<>();
        hand.onScreen(() -> {
            around.set(box.get().localToScreen(box.get().getLayoutBounds()));
            opened.set(list.get().localToScreen(list.get().getLayoutBounds()));
            box.get().hide();
        });
        assertThat(opened.get().getWidth())
                .isBetween(around.get().getWidth(), around.get().getWidth() * 1.15);
    }
}
