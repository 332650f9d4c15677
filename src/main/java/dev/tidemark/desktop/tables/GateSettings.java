package dev.tidemark.desktop.tables;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Figures;
import dev.tidemark.plan.Drain;
import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.LockMode;
import dev.tidemark.plan.ReadPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** How the gate is closed and how many read, as typed. */
final class GateSettings {
    private static final GatePlan STANDARD = GatePlan.standard();

    final ObjectProperty<LockMode> lockMode = new SimpleObjectProperty<>(STANDARD.lockMode());
    final StringProperty budgetMillis = new SimpleStringProperty(millis(STANDARD.budget()));
    final StringProperty lockTimeoutMillis = new SimpleStringProperty(millis(STANDARD.lockTimeout()));
    final StringProperty attempts = new SimpleStringProperty(String.valueOf(STANDARD.attempts()));
    final StringProperty readers =
            new SimpleStringProperty(String.valueOf(ReadPlan.standard().readers()));
    final ObjectProperty<ReadPlan.Mode> mode = new SimpleObjectProperty<>(ReadPlan.Mode.STAGED);
    final ObjectProperty<Publishing> publishing = new SimpleObjectProperty<>(Publishing.IN_TRANSACTION);
    /** The outbox's probe, or the quiet time in milliseconds. */
    final StringProperty drainDetail = new SimpleStringProperty("");

    final ObjectProperty<GatePlan.Placement> marks = new SimpleObjectProperty<>(STANDARD.marks());

    private ReadPlan baseRead = ReadPlan.standard();

    /** How the application publishes its events. */
    enum Publishing {
        IN_TRANSACTION("tables.in-transaction", ""),
        OUTBOX("tables.outbox", "tables.outbox-prompt"),
        AFTER_COMMIT("tables.after-commit", "tables.after-commit-prompt");

        private final String words;
        private final String detail;

        Publishing(String words, String detail) {
            this.words = words;
            this.detail = detail;
        }

        /** What has to be typed besides; empty for nothing. */
        String detail() {
            return detail.isEmpty() ? "" : text(detail);
        }

        @Override
        public String toString() {
            return text(words);
        }
    }

    List<Property<?>> properties() {
        return List.of(
                lockMode, budgetMillis, lockTimeoutMillis, attempts, readers, mode, publishing, drainDetail, marks);
    }

    void take(GatePlan gate, ReadPlan read) {
        baseRead = read;
        mode.set(read.mode());
        marks.set(gate.marks());
        switch (gate.drain()) {
            case Drain.InTransaction _ -> drain(Publishing.IN_TRANSACTION, "");
            case Drain.Outbox(String probe) -> drain(Publishing.OUTBOX, probe);
            case Drain.AfterCommit(Duration quiet) -> drain(Publishing.AFTER_COMMIT, millis(quiet));
        }
        lockMode.set(gate.lockMode());
        budgetMillis.set(millis(gate.budget()));
        lockTimeoutMillis.set(millis(gate.lockTimeout()));
        attempts.set(String.valueOf(gate.attempts()));
        readers.set(String.valueOf(read.readers()));
    }

    /** Ask only if nothing is {@link #wrong()}. */
    GatePlan gate() {
        return new GatePlan(
                lockMode.get(),
                Duration.ofMillis(number(budgetMillis).orElseThrow()),
                Duration.ofMillis(number(lockTimeoutMillis).orElseThrow()),
                (int) number(attempts).orElseThrow(),
                switch (publishing.get()) {
                    case IN_TRANSACTION -> new Drain.InTransaction();
                    case OUTBOX -> new Drain.Outbox(drainDetail.get().strip());
                    case AFTER_COMMIT ->
                        new Drain.AfterCommit(
                                Duration.ofMillis(number(drainDetail).orElseThrow()));
                },
                marks.get());
    }

    private void drain(Publishing how, String detail) {
        publishing.set(how);
        drainDetail.set(detail);
    }

    /** The same condition as for {@link #gate()}. */
    ReadPlan read() {
        return baseRead.withReaders((int) number(readers).orElseThrow()).withMode(mode.get());
    }

    /** What is no usable number. */
    Optional<String> wrong() {
        return outside("tables.bad-budget", budgetMillis, 10, 600_000)
                .or(() -> outside("tables.bad-lock-timeout", lockTimeoutMillis, 1, 600_000))
                .or(() -> outside("tables.bad-attempts", attempts, 1, 1000))
                .or(() -> outside("tables.bad-readers", readers, 1, 64))
                .or(this::wrongDrain);
    }

    private Optional<String> wrongDrain() {
        return switch (publishing.get()) {
            case IN_TRANSACTION -> Optional.empty();
            case OUTBOX -> drainDetail.get().isBlank() ? Optional.of(text("tables.bad-outbox")) : Optional.empty();
            case AFTER_COMMIT -> outside("tables.bad-quiet", drainDetail, 1, 600_000);
        };
    }

    private static Optional<String> outside(String wrong, StringProperty typed, long least, long most) {
        OptionalLong number = number(typed);
        return number.isPresent() && number.getAsLong() >= least && number.getAsLong() <= most
                ? Optional.empty()
                : Optional.of(text(wrong, Figures.count(least), Figures.count(most)));
    }

    private static OptionalLong number(StringProperty typed) {
        try {
            return OptionalLong.of(Long.parseLong(typed.get().replaceAll("[.,\\s'’]", "")));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static String millis(Duration time) {
        return String.valueOf(time.toMillis());
    }

    /** What a lock mode means for everybody else (PostgreSQL documentation, section 13.3.1). */
    static String meaning(LockMode mode) {
        return switch (mode) {
            case SHARE -> text("tables.mode-share");
            case SHARE_ROW_EXCLUSIVE -> text("tables.mode-share-row-exclusive");
            case EXCLUSIVE -> text("tables.mode-exclusive");
            case ACCESS_EXCLUSIVE -> text("tables.mode-access-exclusive");
        };
    }
}
