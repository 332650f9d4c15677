package dev.tidemark.desktop.connect;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.component.Note;
import dev.tidemark.desktop.component.ProblemBox;
import dev.tidemark.desktop.component.Tone;
import dev.tidemark.desktop.page.FileChoice;
import dev.tidemark.desktop.state.Environment;
import dev.tidemark.desktop.state.Tasks;
import dev.tidemark.kafka.ClusterFacts;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.run.Servers;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;

/** Kafka's address as fields, and its test. */
public final class KafkaPane {
    private final Tasks tasks;
    private final FileChoice files;
    private final KafkaForm form = new KafkaForm();

    @FXML
    private TextField bootstrap;

    @FXML
    private TextField properties;

    @FXML
    private Button chooseProperties;

    @FXML
    private ComboBox<Environment> environment;

    @FXML
    private Button testKafka;

    @FXML
    private Note kafkaResult;

    @FXML
    private ProblemBox kafkaProblem;

    /** @param files asks for a client.properties file */
    public KafkaPane(Tasks tasks, FileChoice files) {
        this.tasks = tasks;
        this.files = files;
    }

    @FXML
    private void initialize() {
        bootstrap.textProperty().bindBidirectional(form.bootstrap);
        properties.textProperty().bindBidirectional(form.properties);
        environment.getItems().setAll(Environment.values());
        environment.valueProperty().bindBidirectional(form.environment);
        chooseProperties.setOnAction(e -> files.choose(FileChoice.Purpose.OPEN_CLIENT_PROPERTIES)
                .ifPresent(file -> form.properties.set(file.toString())));
        testKafka.setOnAction(e -> test());
    }

    KafkaForm form() {
        return form;
    }

    private void test() {
        new ServerTest(tasks, "test-kafka", kafkaResult, kafkaProblem)
                .run(
                        () -> {
                            KafkaAddress address = form.address();
                            return () -> Servers.test(address);
                        },
                        this::answered);
    }

    /** Shows what the cluster said of itself. */
    void answered(ClusterFacts facts) {
        kafkaResult.show(Tone.GOOD, text("connect.kafka-answered", facts.brokers(), Figures.time(facts.latency())));
    }
}
