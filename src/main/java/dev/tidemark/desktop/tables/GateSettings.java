package dev.tidemark.desktop.tables;

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
        IN_TRANSACTION("in its transaction", ""),
        OUTBOX("by an outbox and a relay", "a query that gives 0 when the outbox is empty"),
        AFTER_COMMIT("after its commit", "quiet time in ms");

        private final String words;
        private final String detail;

        Publishing(String words, String detail) {
            this.words = words;
            this.detail = detail;
        }

        /** What has to be typed besides; empty for nothing. */
        String detail() {
            return detail;
        }

        @Override
        public String toString() {
            return words;
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
        return outside("The budget", budgetMillis, 10, 600_000, "milliseconds")
                .or(() -> outside("The lock timeout", lockTimeoutMillis, 1, 600_000, "milliseconds"))
                .or(() -> outside("The number of attempts", attempts, 1, 1000, "tries"))
                .or(() -> outside("The number of readers", readers, 1, 64, "sessions"))
                .or(this::wrongDrain);
    }

    private Optional<String> wrongDrain() {
        return switch (publishing.get()) {
            case IN_TRANSACTION -> Optional.empty();
            case OUTBOX ->
                drainDetail.get().isBlank()
                        ? Optional.of("The outbox needs a query that gives 0 when it is empty.")
                        : Optional.empty();
            case AFTER_COMMIT -> outside("The quiet time", drainDetail, 1, 600_000, "milliseconds");
        };
    }

    private static Optional<String> outside(String what, StringProperty text, long least, long most, String unit) {
        OptionalLong number = number(text);
        return number.isPresent() && number.getAsLong() >= least && number.getAsLong() <= most
                ? Optional.empty()
                : Optional.of("%s must be a number of %s from %,d to %,d.".formatted(what, unit, least, most));
    }

    private static OptionalLong number(StringProperty text) {
        try {
            return OptionalLong.of(Long.parseLong(text.get().replaceAll("[,\\s']", "")));
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
            case SHARE -> "Blocks INSERT, UPDATE and DELETE. Reads go on; another backfill can hold it too.";
            case SHARE_ROW_EXCLUSIVE -> "Blocks INSERT, UPDATE and DELETE, and a second backfill. Reads go on.";
            case EXCLUSIVE ->
                "Blocks writers, SELECT FOR UPDATE, and the foreign key checks of child rows. Plain reads go on.";
            case ACCESS_EXCLUSIVE ->
                "Blocks everything, plain reads too, and leaves no room for the guard lock: the most intrusive and weakest.";
        };
    }
}
