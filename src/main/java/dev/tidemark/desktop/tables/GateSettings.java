package dev.tidemark.desktop.tables;

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
    private GatePlan base = STANDARD;

    List<Property<?>> properties() {
        return List.of(lockMode, budgetMillis, lockTimeoutMillis, attempts, readers);
    }

    void take(GatePlan gate, ReadPlan read) {
        base = gate;
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
                base.drain(),
                base.marks());
    }

    int readerCount() {
        return (int) number(readers).orElseThrow();
    }

    /** What is no usable number. */
    Optional<String> wrong() {
        return outside("The budget", budgetMillis, 10, 600_000, "milliseconds")
                .or(() -> outside("The lock timeout", lockTimeoutMillis, 1, 600_000, "milliseconds"))
                .or(() -> outside("The number of attempts", attempts, 1, 1000, "tries"))
                .or(() -> outside("The number of readers", readers, 1, 64, "sessions"));
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
