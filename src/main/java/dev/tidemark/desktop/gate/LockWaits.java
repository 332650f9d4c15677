package dev.tidemark.desktop.gate;

import dev.tidemark.desktop.component.Badge;
import dev.tidemark.desktop.component.Columns;
import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.component.Tone;
import dev.tidemark.postgres.LockHolder;
import dev.tidemark.postgres.LockPicture;
import dev.tidemark.postgres.LockWait;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Who waits for us, and who is ahead of us, live. */
public final class LockWaits extends VBox {
    private final Badge waiting = new Badge();
    private final Badge ahead = new Badge();
    private final TableView<LockWait> table = new TableView<>();
    private final VBox holders = new VBox(6);

    public LockWaits() {
        getStyleClass().add("gap-8");
        table.setId("waits");
        table.setAccessibleText("Sessions that wait for us");
        table.setFocusTraversable(false);
        table.getColumns().add(Columns.text("pid", 62, wait -> String.valueOf(wait.pid()), "mono"));
        table.getColumns().add(Columns.text("application", 124, LockWait::application));
        table.getColumns().add(Columns.text("on", 92, wait -> wait.relation().replaceFirst("^public\\.", "")));
        table.getColumns().add(Columns.text("wants", 124, wait -> words(wait.mode())));
        table.getColumns().add(Columns.text("waiting", 70, wait -> Figures.time(wait.waiting()), "right"));
        table.getColumns().add(Columns.text("runs", 200, wait -> oneLine(wait.query()), "mono", "muted"));
        table.getColumns().forEach(column -> column.setMinWidth(column.getPrefWidth()));
        table.getColumns().getLast().setMinWidth(48);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setMinHeight(122);
        table.setPrefHeight(122);
        table.setPlaceholder(new Label("Nobody waits."));
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(head("Waiting for us", waiting), table, head("Ahead of us", ahead), holders);
        show(LockPicture.EMPTY);
    }

    void show(LockPicture picture) {
        List<LockWait> waits = picture.waiting();
        waiting.show(waits.isEmpty() ? Tone.NEUTRAL : Tone.BAD, waits.isEmpty() ? "nobody" : waits.size() + " waiting");
        if (!table.getItems().equals(waits)) {
            table.getItems().setAll(waits);
        }
        List<LockHolder> blockers = picture.ahead();
        ahead.show(
                blockers.isEmpty() ? Tone.NEUTRAL : Tone.WARN,
                blockers.isEmpty() ? "nobody" : Figures.count(blockers.size(), "blocker", "blockers"));
        if (blockers.isEmpty()) {
            Label none = new Label("Sessions that hold a lock we need appear here, with how long they have held it.");
            none.getStyleClass().addAll("muted", "type-small");
            none.setWrapText(true);
            none.setMinHeight(USE_PREF_SIZE);
            holders.getChildren().setAll(none);
        } else {
            holders.getChildren()
                    .setAll(blockers.stream().limit(3).map(LockWaits::holder).toList());
        }
    }

    private static HBox head(String title, Badge badge) {
        Label label = new Label(title);
        label.getStyleClass().add("type-heading");
        HBox head = new HBox(8, label, badge);
        head.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        return head;
    }

    /** The lock's name as SQL writes it: {@code RowExclusiveLock} is ROW EXCLUSIVE. */
    private static String words(String mode) {
        return mode.replaceFirst("Lock$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toUpperCase(Locale.ROOT);
    }

    private static String oneLine(String sql) {
        return sql.strip().replaceAll("\\s+", " ");
    }

    private static VBox holder(LockHolder holder) {
        Label who = new Label((holder.pid() == 0 ? "prepared transaction" : "pid " + holder.pid()) + " · "
                + holder.application() + " · " + holder.user() + " · " + holder.state());
        who.getStyleClass().add("type-medium");
        Label what = new Label(
                words(holder.mode()) + " on " + holder.relation() + ", open for " + Figures.time(holder.open()));
        what.getStyleClass().addAll("muted", "type-small");
        Label query = new Label(oneLine(holder.query()));
        query.getStyleClass().addAll("type-mono", "muted");
        VBox box = new VBox(1, who, what, query);
        box.setAccessibleText(who.getText() + ", " + what.getText());
        return box;
    }
}
