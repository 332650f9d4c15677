package dev.tidemark.desktop.gate;

import dev.tidemark.desktop.component.ReasonedButton;
import dev.tidemark.desktop.page.Questions;
import dev.tidemark.desktop.state.Environment;
import dev.tidemark.postgres.LockHolder;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;

/** What can be done to a session that is ahead of us: never by itself, and in production only if one turns it on. */
public final class BlockerOrders extends FlowPane {
    private final ReasonedButton cancel = new ReasonedButton();
    private final ReasonedButton end = new ReasonedButton();
    private final CheckBox allow = new CheckBox("Allow it in production");
    private Optional<LockHolder> chosen = Optional.empty();
    private Environment environment = Environment.DEVELOPMENT;

    public BlockerOrders() {
        getStyleClass().add("gap-8");
        setAlignment(Pos.CENTER_LEFT);
        setRowValignment(VPos.CENTER);
        Label title = new Label("The chosen session:");
        title.getStyleClass().addAll("muted", "type-small");
        title.setMinWidth(USE_PREF_SIZE);
        cancel.setText("Cancel its statement…");
        cancel.button().setId("cancel-statement");
        end.setText("End its session…");
        end.button().setId("end-session");
        cancel.button().getStyleClass().add("small");
        end.button().getStyleClass().addAll("small", "danger-outline");
        allow.setId("allow-in-production");
        allow.selectedProperty().subscribe(is -> refresh());
        getChildren().addAll(title, cancel, end, allow);
        refresh();
    }

    /** @param cancelStatement and {@code endSession} are told a backend's process id */
    void wire(Supplier<Questions> questions, IntConsumer cancelStatement, IntConsumer endSession) {
        cancel.button()
                .setOnAction(e -> chosen.ifPresent(session -> questions
                        .get()
                        .ask(
                                "Cancel the statement of pid " + session.pid() + "?",
                                who(session)
                                        + " gets an error for what it runs now, and its transaction fails. A session"
                                        + " that is idle in its transaction has no statement to cancel: that one has to"
                                        + " be ended.",
                                "Cancel the statement",
                                "Leave it",
                                () -> cancelStatement.accept(session.pid()))));
        end.button()
                .setOnAction(e -> chosen.ifPresent(session -> questions
                        .get()
                        .ask(
                                "End the session of pid " + session.pid() + "?",
                                who(session) + " loses its connection, and what its transaction did is rolled back.",
                                "End the session",
                                "Leave it",
                                () -> endSession.accept(session.pid()))));
    }

    private static String who(LockHolder session) {
        return (session.application().isEmpty() ? "The session" : session.application()) + " (" + session.user() + ", "
                + session.state() + ")";
    }

    void show(Optional<LockHolder> session, Environment where) {
        chosen = session;
        environment = where;
        refresh();
    }

    private void refresh() {
        boolean production = environment == Environment.PRODUCTION;
        allow.setVisible(production);
        allow.setManaged(production);
        Optional<String> against = chosen.isEmpty()
                ? Optional.of("Choose a session in the list that is ahead of us.")
                : chosen.get().pid() == 0
                        ? Optional.of("A prepared transaction has no session: its coordinator has to decide it.")
                        : production && !allow.isSelected()
                                ? Optional.of("Off in production: tick the box to turn it on.")
                                : Optional.empty();
        cancel.allow(against);
        end.allow(against);
    }
}
