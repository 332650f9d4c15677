package dev.tidemark.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.desktop.page.PageId;
import dev.tidemark.desktop.state.Catalog;
import dev.tidemark.desktop.tour.Hand;
import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.TableInfo;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.SandboxOptions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;

class ManyTablesTest {
    /** More than ever fit on the screen of this test. */
    private static final int ON_THE_SCREEN = 60;

    @Test
    void of_ten_thousand_tables_only_those_on_the_screen_are_drawn_however_one_filters_and_scrolls() {
        TableInfo one = MadeUp.tables().getFirst();
        List<TableInfo> tables = IntStream.range(0, 10_000)
                .mapToObj(i -> new TableInfo(
                        new TableName("public", "table_" + i),
                        one.oid(),
                        one.kind(),
                        one.estimatedRows(),
                        one.bytes(),
                        one.columns(),
                        one.primaryKey(),
                        0,
                        true))
                .toList();
        Wiring window = OpenWindow.with(SandboxOptions.temporary(), DemoOptions.standard());
        Hand hand = new Hand(window);
        hand.onScreen(() -> {
            window.workspace().show(MadeUp.connected());
            window.workspace().show(new Catalog(tables, MadeUp.topics()));
            window.navigator().goTo(PageId.TABLES);
        });
        hand.moment();
        assertThat(drawn(hand, window)).isBetween(1, ON_THE_SCREEN);

        for (String typed : List.of("9", "99", "999")) {
            hand.type("#search", typed);
            hand.moment();
            assertThat(drawn(hand, window)).isBetween(1, ON_THE_SCREEN);
        }
        hand.until(
                "the tables with 999 in their names",
                () -> list(window).getItems().size() == 19);
        hand.type("#search", "");
        hand.onScreen(() -> list(window).scrollTo(9_999));
        hand.moment();
        assertThat(drawn(hand, window)).isBetween(1, ON_THE_SCREEN);
    }

    private static int drawn(Hand hand, Wiring window) {
        AtomicInteger rows = new AtomicInteger();
        hand.onScreen(() -> rows.set(list(window).lookupAll(".table-row-cell").size()));
        return rows.get();
    }

    private static TableView<?> list(Wiring window) {
        return (TableView<?>) window.scene().lookup("#tables");
    }
}
