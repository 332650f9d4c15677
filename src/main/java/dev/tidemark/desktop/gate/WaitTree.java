package dev.tidemark.desktop.gate;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Badge;
import dev.tidemark.desktop.component.Columns;
import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.component.Hint;
import dev.tidemark.desktop.component.Tone;
import dev.tidemark.postgres.LockHolder;
import dev.tidemark.postgres.LockNode;
import dev.tidemark.postgres.LockPicture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Who keeps whom waiting, live: those ahead of us, then us, then those who wait for us, each beneath the one it waits for. */
public final class WaitTree extends VBox {
    private static final PseudoClass OURS = PseudoClass.getPseudoClass("ours");
    private static final PseudoClass AHEAD = PseudoClass.getPseudoClass("ahead");
    private static final String DEEPER = "\u00a0\u00a0\u00a0\u00a0";
    /** Of the columns, in pixels: their titles and the beginning of what stands below. */
    private static final int[] LEAST_WIDTHS = {124, 84, 82, 100, 64};
    /** So that a wide window gives its room to what the sessions run. */
    private static final int[] MOST_WIDTHS = {280, 190, 240, 130};

    /** What a session runs and the lock that it wants stand whole below the table too. */
    private static final double ROOM_FOR_LOCKS = 480;

    /** Ahead of us, we, and two behind, below their head. */
    private static final double FOUR_ROWS = 153;

    private static final String[] BRANCH = {"", "└ "};

    /** Two lines. */
    private static final double WHOLE_HEIGHT = 30;

    /** One session at its depth in the tree. */
    record Row(LockNode node, int depth, boolean ahead) {}

    private final Label title = new Label();
    private final Badge waiting = new Badge();
    private final Badge ahead = new Badge();
    private final TableView<Row> table = new TableView<>();
    private final Label whole = new Label();

    public WaitTree() {
        getStyleClass().add("gap-8");
        table.setId("lock-waits");
        table.setAccessibleText(text("gate.waits-long"));
        table.getColumns().add(sessionColumn());
        table.getColumns()
                .add(Columns.text(
                        text("gate.waits-lock"),
                        170,
                        row -> words(row.node().session().mode())));
        table.getColumns()
                .add(Columns.text(
                        text("gate.waits-on"),
                        82,
                        row -> row.node().session().relation().replaceFirst("^public\\.", "")));
        table.getColumns().add(Columns.text(text("gate.waits-time"), 102, WaitTree::time, "right"));
        table.getColumns()
                .add(Columns.text(
                        text("gate.waits-runs"),
                        110,
                        row -> oneLine(row.node().session().query()),
                        "mono",
                        "muted"));
        for (int i = 0; i < LEAST_WIDTHS.length; i++) {
            TableColumn<Row, ?> column = table.getColumns().get(i);
            column.setMinWidth(Math.max(column.getMinWidth(), LEAST_WIDTHS[i]));
        }
        for (int i = 0; i < MOST_WIDTHS.length; i++) {
            table.getColumns().get(i).setMaxWidth(MOST_WIDTHS[i]);
        }
        Columns.onlyFrom(
                ROOM_FOR_LOCKS,
                table,
                table.getColumns().get(1),
                table.getColumns().get(4));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setMinHeight(FOUR_ROWS);
        table.setPrefHeight(FOUR_ROWS);
        table.setPlaceholder(new Label(text("gate.waits-none")));
        table.setRowFactory(view -> new SessionRow());
        VBox.setVgrow(table, Priority.ALWAYS);
        title.getStyleClass().add("type-heading");
        HBox head = new HBox(8, title, waiting, ahead);
        head.setAlignment(Pos.CENTER_LEFT);
        whole.getStyleClass().addAll("type-small", "muted");
        whole.setWrapText(true);
        whole.setMaxHeight(WHOLE_HEIGHT);
        whole.setMinHeight(WHOLE_HEIGHT);
        whole.setAlignment(Pos.TOP_LEFT);
        table.getSelectionModel().selectedItemProperty().subscribe(this::showWhole);
        getChildren().addAll(head, table, whole);
        show(LockPicture.EMPTY, false);
    }

    /** What the columns have room for the beginning of. */
    private void showWhole(@Nullable Row row) {
        whole.setText(
                row == null
                        ? text("gate.waits-whole")
                        : words(row.node().session().mode()) + ": "
                                + oneLine(row.node().session().query()));
        Hint.on(whole, row == null ? "" : row.node().session().query());
    }

    /** @param last whether this is what was seen last, and nobody looks any more */
    void show(LockPicture picture, boolean last) {
        title.setText(text(last ? "gate.waits-last" : "gate.waits"));
        int waiters = picture.waiting().size();
        waiting.show(waiters == 0 ? Tone.NEUTRAL : Tone.BAD, text("gate.waiting", waiters));
        Set<Integer> blockers = picture.blockers().stream().map(LockHolder::pid).collect(Collectors.toSet());
        ahead.show(blockers.isEmpty() ? Tone.NEUTRAL : Tone.WARN, text("gate.ahead", blockers.size()));
        List<Row> rows = new ArrayList<>();
        picture.tree().forEach(node -> flatten(node, 0, blockers, rows));
        if (!table.getItems().equals(rows)) {
            Optional<Integer> selected = selected().map(LockHolder::pid);
            table.getItems().setAll(rows);
            whole.setVisible(!rows.isEmpty());
            whole.setManaged(!rows.isEmpty());
            rows.stream()
                    .filter(row -> selected.filter(
                                    pid -> pid == row.node().session().pid())
                            .isPresent())
                    .findFirst()
                    .ifPresent(table.getSelectionModel()::select);
        }
    }

    private static void flatten(LockNode node, int depth, Set<Integer> blockers, List<Row> rows) {
        rows.add(new Row(
                node, depth, !node.ours() && blockers.contains(node.session().pid())));
        node.behind().forEach(behind -> flatten(behind, depth + 1, blockers, rows));
    }

    /** The chosen session, if it is ahead of us. */
    Optional<LockHolder> selected() {
        return Optional.ofNullable(table.getSelectionModel().getSelectedItem())
                .filter(Row::ahead)
                .map(row -> row.node().session());
    }

    /** Is told when another session, or none, is chosen. */
    void onSelected(Runnable told) {
        table.getSelectionModel().selectedItemProperty().subscribe(row -> told.run());
    }

    private static TableColumn<Row, String> sessionColumn() {
        TableColumn<Row, String> column = Columns.text(text("gate.waits-session"), 158, WaitTree::name);
        column.setCellFactory(c -> new SessionCell());
        return column;
    }

    private static String name(Row row) {
        LockHolder session = row.node().session();
        return row.node().ours()
                ? text("gate.this-run")
                : session.pid() == 0
                        ? text("gate.prepared")
                        : session.pid() + (session.application().isEmpty() ? "" : " " + session.application());
    }

    private static String time(Row row) {
        return row.node()
                .waiting()
                .map(time -> text("gate.waits-for", Figures.time(time)))
                .orElseGet(() -> row.node().ours()
                        ? text("gate.has-it")
                        : text("gate.open-for", open(row.node().session().open())));
    }

    private static String open(Duration time) {
        return time.toMinutes() < 2 ? Figures.time(time) : Figures.minutes(time.toMinutes());
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

    /** Marks our own session and those ahead of it. */
    private static final class SessionRow extends TableRow<Row> {
        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            pseudoClassStateChanged(OURS, row != null && !empty && row.node().ours());
            pseudoClassStateChanged(AHEAD, row != null && !empty && row.ahead());
        }
    }

    /** The session's name, as far to the right as it stands deep in the tree. */
    private static final class SessionCell extends TableCell<Row, String> {
        SessionCell() {
            getStyleClass().add("strong-if-ours");
        }

        @Override
        protected void updateItem(@Nullable String name, boolean empty) {
            super.updateItem(name, empty);
            Row row = empty ? null : getTableRow().getItem();
            int depth = row == null ? 0 : row.depth();
            setText(
                    row == null || name == null
                            ? null
                            : DEEPER.repeat(Math.max(0, depth - 1)) + BRANCH[Math.min(depth, 1)] + name);
            Hint.on(this, getText() == null ? "" : getText());
        }
    }
}
