package dev.tidemark.desktop.gate;

import static dev.tidemark.desktop.text.Texts.text;

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
    private final CheckBox allow = new CheckBox(text("gate.allow-in-production"));
    private Optional<LockHolder> chosen = Optional.empty();
    private Environment environment = Environment.DEVELOPMENT;

    public BlockerOrders() {
        getStyleClass().add("gap-8");
        setAlignment(Pos.CENTER_LEFT);
        setRowValignment(VPos.CENTER);
        Label title = new Label(text("gate.chosen-session"));
        title.getStyleClass().addAll("muted", "type-small");
        title.setMinWidth(USE_PREF_SIZE);
        cancel.setText(text("gate.cancel-statement"));
        cancel.button().setId("cancel-statement");
        end.setText(text("gate.end-session"));
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
                                text("gate.cancel-title", pid(session)),
                                text("gate.cancel-consequence", who(session)),
                                text("gate.cancel-yes"),
                                text("gate.leave-it"),
                                () -> cancelStatement.accept(session.pid()))));
        end.button()
                .setOnAction(e -> chosen.ifPresent(session -> questions
                        .get()
                        .ask(
                                text("gate.end-title", pid(session)),
                                text("gate.end-consequence", who(session)),
                                text("gate.end-yes"),
                                text("gate.leave-it"),
                                () -> endSession.accept(session.pid()))));
    }

    private static String who(LockHolder session) {
        return text(
                "gate.session",
                session.application().isEmpty() ? text("gate.nameless") : session.application(),
                session.user(),
                session.state());
    }

    private static String pid(LockHolder session) {
        return String.valueOf(session.pid());
    }

    /** @param asking whether the run asks for its lock: nobody is in its way otherwise */
    void show(Optional<LockHolder> session, boolean asking, Environment where) {
        chosen = session;
        setVisible(asking);
        setManaged(asking);
        environment = where;
        refresh();
    }

    private void refresh() {
        boolean production = environment == Environment.PRODUCTION;
        allow.setVisible(production);
        allow.setManaged(production);
        Optional<String> against = chosen.isEmpty()
                ? Optional.of(text("gate.choose-session"))
                : chosen.get().pid() == 0
                        ? Optional.of(text("gate.prepared-has-none"))
                        : production && !allow.isSelected()
                                ? Optional.of(text("gate.off-in-production"))
                                : Optional.empty();
        cancel.allow(against);
        end.allow(against);
    }
}
