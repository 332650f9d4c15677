package dev.tidemark.desktop.frame;

import dev.tidemark.desktop.component.CopyButton;
import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.component.SqlText;
import dev.tidemark.desktop.component.Tone;
import dev.tidemark.desktop.text.Texts;
import dev.tidemark.plan.Plan;
import dev.tidemark.postgres.LockWait;
import dev.tidemark.run.PsqlRunbook;
import dev.tidemark.run.RunState;
import dev.tidemark.run.SessionLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The three sessions' statements as they are really sent: who locks, who reads, who waits. */
public final class SessionDrawer extends HBox {
    private final Column locker = new Column(Texts.text("frame.session-1"), "session-1", PsqlRunbook::session1);
    private final Column readers = new Column(Texts.text("frame.session-2"), "session-2", PsqlRunbook::session2);
    private final Column application = new Column(Texts.text("frame.session-3"), "session-3", PsqlRunbook::session3);

    public SessionDrawer() {
        getStyleClass().add("drawer");
        application.getStyleClass().add("last");
        for (Column column : List.of(locker, readers, application)) {
            HBox.setHgrow(column, Priority.ALWAYS);
            getChildren().add(column);
        }
    }

    public void show(Optional<RunState> run) {
        List<SessionLine> lines = run.map(RunState::sessions).orElse(List.of());
        boolean closed = run.filter(r -> r.gate().closed()).isPresent();
        List<LockWait> waiting =
                run.filter(r -> !r.stage().over()).map(r -> r.locks().waiting()).orElse(List.of());
        boolean reading =
                run.filter(r -> r.snapshot().isPresent() && !r.snapshotFreed()).isPresent();
        locker.show(run, of(lines, 1), closed ? Tone.BAD : Tone.NEUTRAL);
        readers.show(run, of(lines, 2), reading ? Tone.GOOD : Tone.NEUTRAL);
        application.show(
                run,
                Stream.concat(of(lines, 3).stream(), waiting.stream().map(SessionDrawer::line))
                        .toList(),
                waiting.isEmpty() ? Tone.NEUTRAL : Tone.WARN);
    }

    private static List<SessionLine> of(List<SessionLine> lines, int session) {
        return lines.stream().filter(line -> line.session() == session).toList();
    }

    /** The application's statements are known from the lock waits alone: we don't read along in its connections. */
    private static SessionLine line(LockWait wait) {
        return new SessionLine(
                3,
                Instant.EPOCH,
                wait.query(),
                Optional.empty(),
                Texts.text("frame.blocked", Figures.time(wait.waiting()), String.valueOf(wait.pid())));
    }

    /** One session. */
    private static final class Column extends VBox {
        /** The latest statements are enough to follow; all of them are in the run's log. */
        private static final int LINES = 60;

        private final VBox list = new VBox();
        private final ScrollPane scroll = new ScrollPane(list);
        private List<SessionLine> shown = List.of();
        private final Region dot = new Region();
        private final CopyButton psql = new CopyButton("psql");
        private Optional<Plan> plan = Optional.empty();

        /** @param runbook this session's part of what the whole plan is in psql */
        Column(String name, String id, Function<PsqlRunbook, String> runbook) {
            getStyleClass().add("drawer-session");
            dot.getStyleClass().add("dot");
            Label label = new Label(name);
            label.getStyleClass().add("session-name");
            psql.copies(
                    Texts.text("copy.psql"),
                    () -> plan.map(asked -> runbook.apply(new PsqlRunbook(asked)))
                            .orElse(""));
            CopyButton copy = new CopyButton("");
            copy.copies(Texts.text("copy.session"), this::script);
            label.setWrapText(true);
            label.setMinHeight(USE_PREF_SIZE);
            label.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(label, Priority.ALWAYS);
            HBox head = new HBox(6, dot, label, psql, copy);
            head.setAlignment(Pos.CENTER_LEFT);
            list.getStyleClass().add("drawer-lines");
            list.heightProperty().subscribe(height -> scroll.setVvalue(1));
            scroll.setId(id);
            scroll.setAccessibleText(name);
            scroll.setFitToWidth(true);
            scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
            scroll.getStyleClass().add("page-scroll");
            VBox.setVgrow(scroll, Priority.ALWAYS);
            setPrefWidth(300);
            getChildren().addAll(head, scroll);
        }

        void show(Optional<RunState> run, List<SessionLine> lines, Tone tone) {
            plan = run.map(RunState::plan);
            psql.setDisable(plan.isEmpty());
            tone.on(dot);
            if (!shown.equals(lines)) {
                shown = lines;
                list.getChildren()
                        .setAll(lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                                .map(Column::text)
                                .toList());
            }
        }

        private static SqlText text(SessionLine line) {
            SqlText text = new SqlText();
            text.show(oneLine(line.sql()));
            line.took().ifPresent(took -> text.append("  " + Figures.time(took), "took"));
            if (!line.answer().isBlank()) {
                text.append("  " + oneLine(line.answer()), line.took().isEmpty() ? "waiting" : "answer");
            }
            text.setAccessibleText(line.sql());
            return text;
        }

        private static String oneLine(String text) {
            return text.strip().replaceAll("\\s+", " ");
        }

        private String script() {
            return shown.stream()
                    .map(line -> "-- " + Figures.clockMillis(line.at()) + "\n"
                            + line.sql().strip() + ";")
                    .collect(Collectors.joining("\n", "", "\n"));
        }
    }
}
