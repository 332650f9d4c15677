package dev.tidemark.desktop.tables;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.component.Note;
import dev.tidemark.desktop.component.ReasonedButton;
import dev.tidemark.desktop.component.Tone;
import dev.tidemark.desktop.state.Tasks;
import dev.tidemark.postgres.LockHolder;
import dev.tidemark.postgres.LockWait;
import dev.tidemark.problem.Problem;
import dev.tidemark.run.Rehearsal;
import dev.tidemark.run.Rehearsed;
import dev.tidemark.run.RehearsedGate;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Closes the gate some times without a run, and tells how long writers would wait, and who did. */
public final class RehearsalPane extends HBox {
    private static final int TIMES = 5;

    private final ReasonedButton start = new ReasonedButton();
    private final Button cancel = new Button(text("tables.rehearsal-stop"));
    private final Note result = new Note();
    private Optional<Rehearsal> current = Optional.empty();

    public RehearsalPane() {
        getStyleClass().add("gap-12");
        setAlignment(Pos.CENTER_LEFT);
        start.setText(text("tables.rehearse", TIMES));
        start.button().setId("rehearse");
        cancel.setId("stop-rehearsal");
        cancel.setMinWidth(USE_PREF_SIZE);
        result.setId("rehearsal-result");
        HBox.setHgrow(result, Priority.ALWAYS);
        getChildren().addAll(start, cancel, result);
        busy(false);
        result.show(Tone.NEUTRAL, text("tables.rehearse-note"));
    }

    /**
     * @param rehearsal makes one for the plan as it is now; blocks, so it is asked by a task
     * @param failed is told why nothing could be rehearsed
     */
    void wire(Tasks tasks, Supplier<Rehearsal> rehearsal, java.util.function.Consumer<Problem> failed) {
        start.button().setOnAction(e -> {
            busy(true);
            result.show(Tone.NEUTRAL, text("connect.connecting"));
            tasks.of("rehearse", () -> go(rehearsal))
                    .onSuccess(this::show)
                    .onError(problem -> {
                        busy(false);
                        result.show(Tone.NEUTRAL, "");
                        failed.accept(problem);
                    })
                    .start();
        });
        cancel.setOnAction(e -> current.ifPresent(Rehearsal::cancel));
    }

    private Rehearsed go(Supplier<Rehearsal> rehearsal) {
        try (Rehearsal one = rehearsal.get()) {
            Platform.runLater(() -> {
                current = Optional.of(one);
                cancel.setDisable(false);
            });
            return one.go(TIMES, gate -> Platform.runLater(() -> told(gate)));
        }
    }

    private void told(RehearsedGate gate) {
        result.show(
                Tone.NEUTRAL,
                text(
                        "tables.rehearsed-one",
                        gate.number(),
                        TIMES,
                        gate.problem()
                                .map(Problem::what)
                                .orElseGet(() -> text("tables.rehearsed-closed", Figures.time(gate.closed())))));
    }

    private void show(Rehearsed all) {
        busy(false);
        long through = all.gates().stream().filter(g -> g.problem().isEmpty()).count();
        if (all.gates().isEmpty()) {
            result.show(Tone.NEUTRAL, text("tables.rehearsal-stopped"));
            return;
        }
        String closed = through == 0
                ? text("tables.rehearsed-never", all.gates().size())
                : text(
                        "tables.rehearsed",
                        Figures.time(all.stall().median()),
                        Figures.time(all.stall().max()),
                        Figures.time(all.closed().median()),
                        Figures.time(all.closed().max()));
        result.show(through == all.gates().size() ? Tone.GOOD : Tone.WARN, closed + waited(all) + ahead(all));
    }

    private static String waited(Rehearsed all) {
        String who = all.gates().stream()
                .flatMap(gate -> gate.waited().stream())
                .map(LockWait::application)
                .distinct()
                .collect(Collectors.joining(", "));
        return " " + (who.isEmpty() ? text("tables.nobody-waited") : text("tables.waited", who));
    }

    private static String ahead(Rehearsed all) {
        String who = all.gates().stream()
                .flatMap(gate -> gate.ahead().stream())
                .map(LockHolder::application)
                .distinct()
                .collect(Collectors.joining(", "));
        return who.isEmpty() ? "" : " " + text("tables.ahead", who);
    }

    /** Says why it can't be rehearsed just now. */
    void allow(Optional<String> against) {
        start.allow(against);
    }

    private void busy(boolean is) {
        start.setVisible(!is);
        start.setManaged(!is);
        cancel.setVisible(is);
        cancel.setManaged(is);
        cancel.setDisable(is);
        if (!is) {
            current = Optional.empty();
        }
    }
}
