package dev.tidemark.desktop.connect;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.state.Environment;
import dev.tidemark.plan.KafkaAddress;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What stands in Kafka's fields, without the fields. */
final class KafkaForm {
    final StringProperty bootstrap = new SimpleStringProperty("localhost:9092");
    final StringProperty properties = new SimpleStringProperty("");
    /** What Kafka and the database are used for. */
    final ObjectProperty<Environment> environment = new SimpleObjectProperty<>(Environment.PRODUCTION);

    /** Fills in the servers; a file that was chosen stays. */
    void fill(KafkaAddress address, Environment usedFor) {
        bootstrap.set(address.bootstrapServers());
        environment.set(usedFor);
    }

    /** Fills in all that an address says. */
    void fillWhole(KafkaAddress address, Environment usedFor) {
        fill(address, usedFor);
        properties.set(address.clientProperties().map(Path::toString).orElse(""));
    }

    /** Is told now and when anything changes that {@link #shows} asks for. */
    void subscribe(Runnable changed) {
        bootstrap.subscribe(changed);
        environment.subscribe(changed);
    }

    /** The address that the fields make. */
    KafkaAddress address() {
        String file = properties.get().strip();
        return new KafkaAddress(
                bootstrap.get().strip(), file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file)));
    }

    /** What is missing before one can connect. */
    Optional<String> missing() {
        return bootstrap.get().isBlank() ? Optional.of(text("connect.bootstrap-missing")) : Optional.empty();
    }

    /** Whether these servers, and what they are used for, stand in the fields. */
    boolean shows(KafkaAddress address, Environment usedFor) {
        return address.bootstrapServers().equals(bootstrap.get()) && usedFor == environment.get();
    }
}
