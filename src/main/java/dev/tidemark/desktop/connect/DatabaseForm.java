package dev.tidemark.desktop.connect;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Secret;
import dev.tidemark.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What stands in the database's fields, without the fields. */
final class DatabaseForm {
    final StringProperty host = new SimpleStringProperty("localhost");
    final StringProperty port = new SimpleStringProperty(String.valueOf(DatabaseAddress.DEFAULT_PORT));
    final StringProperty database = new SimpleStringProperty("");
    final StringProperty user = new SimpleStringProperty(System.getProperty("user.name", "postgres"));
    final ObjectProperty<SslMode> sslMode = new SimpleObjectProperty<>(SslMode.VERIFY_FULL);
    final StringProperty password = new SimpleStringProperty("");
    private Map<String, String> furtherOptions = Map.of();

    /** Fills the fields from an address; a host on this computer without a word about encryption gets none. */
    void fill(DatabaseAddress address) {
        host.set(address.host());
        port.set(String.valueOf(address.port()));
        database.set(address.database());
        user.set(address.user());
        String unsaid = SslMode.isLoopback(address.host()) ? SslMode.DISABLE.word() : SslMode.VERIFY_FULL.word();
        sslMode.set(SslMode.of(address.options().getOrDefault("sslmode", unsaid)));
        Map<String, String> others = new LinkedHashMap<>(address.options());
        others.remove("sslmode");
        furtherOptions = Map.copyOf(others);
    }

    /** Is told now and when anything changes that {@link #shows} asks for. */
    void subscribe(Runnable changed) {
        List.of(host, port, database, user).forEach(field -> field.subscribe(changed));
    }

    /** The address that the fields make; throws a ProblemException if they make none. */
    DatabaseAddress address() {
        Map<String, String> options = new LinkedHashMap<>(furtherOptions);
        options.put("sslmode", sslMode.get().word());
        return new DatabaseAddress(
                filled("connect.host-missing", host),
                portNumber(),
                filled("connect.database-missing", database),
                filled("connect.user-missing", user),
                options);
    }

    /** Empty for one that is found elsewhere, or that nobody asks for. */
    Optional<Secret> secret() {
        return password.get().isEmpty() ? Optional.empty() : Optional.of(new Secret(password.get()));
    }

    /** Whether this database stands in the fields. */
    boolean shows(DatabaseAddress address) {
        return address.host().equals(host.get())
                && String.valueOf(address.port()).equals(port.get())
                && address.database().equals(database.get())
                && address.user().equals(user.get());
    }

    /** What is missing before one can connect. */
    Optional<String> missing() {
        return host.get().isBlank()
                ? Optional.of(text("connect.host-missing"))
                : database.get().isBlank()
                        ? Optional.of(text("connect.database-missing"))
                        : user.get().isBlank() ? Optional.of(text("connect.user-missing")) : Optional.empty();
    }

    private int portNumber() {
        try {
            int number = Integer.parseInt(port.get().strip());
            if (number >= 1 && number <= 65_535) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as for a number that is no port.
        }
        throw Problem.of(
                        "bad-port",
                        text("connect.bad-port", port.get()),
                        text("connect.bad-port-why"),
                        text("connect.bad-port-to-do"))
                .asException();
    }

    private static String filled(String missing, StringProperty field) {
        if (field.get().isBlank()) {
            throw Problem.of("field-missing", text(missing), text("connect.missing-why"), text("connect.missing-to-do"))
                    .asException();
        }
        return field.get().strip();
    }
}
