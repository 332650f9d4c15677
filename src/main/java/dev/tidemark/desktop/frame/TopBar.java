package dev.tidemark.desktop.frame;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Chip;
import dev.tidemark.desktop.component.CopyButton;
import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.component.GatePill;
import dev.tidemark.desktop.component.Hint;
import dev.tidemark.desktop.component.Icons;
import dev.tidemark.desktop.component.Tone;
import dev.tidemark.desktop.state.Connected;
import dev.tidemark.run.RunState;
import dev.tidemark.wire.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/** What we are connected to, the snapshot and its age, and the gate. */
public final class TopBar extends HBox {
    /** Below this width the chips leave away what their tooltips tell as well. */
    private static final double ROOMY = 1200;

    private final Chip database = new Chip();
    private final Chip cluster = new Chip();
    private final Chip sandbox = new Chip();
    private final Chip environment = new Chip();
    private final Label snapshotId = new Label();
    private final Label snapshotAge = new Label();
    private final CopyButton copy = new CopyButton();
    private final HBox snapshot = new HBox(snapshotId, snapshotAge, copy);
    private final GatePill gate = new GatePill();
    private Optional<Connected> shown = Optional.empty();

    public TopBar() {
        getStyleClass().add("top-bar");
        Label wordmark = new Label("Tidemark", Icons.of(Feather.ANCHOR));
        wordmark.getStyleClass().add("wordmark");
        wordmark.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        snapshot.getStyleClass().add("chip");
        snapshotId.getStyleClass().add("type-mono");
        snapshotAge.getStyleClass().add("muted");
        snapshotId.setMinWidth(USE_PREF_SIZE);
        snapshotAge.setMinWidth(USE_PREF_SIZE);
        database.setId("chip-database");
        cluster.setId("chip-kafka");
        sandbox.setId("chip-sandbox");
        environment.setId("chip-environment");
        snapshot.setId("chip-snapshot");
        gate.setId("gate-pill");
        sandbox.show(text("frame.sandbox"), Tone.GOOD, text("frame.sandbox-long"));
        getChildren().addAll(wordmark, database, cluster, sandbox, environment, snapshot, space, gate);
        copy.copies(text("snapshot.id"), snapshotId::getText);
        widthProperty().subscribe(() -> show(shown));
        show(Optional.empty());
        showRun(Optional.empty());
    }

    void show(Optional<Connected> connected) {
        shown = connected;
        there(database, connected.isPresent());
        there(cluster, connected.isPresent());
        there(sandbox, connected.filter(Connected::sandbox).isPresent());
        there(environment, connected.filter(c -> !c.sandbox()).isPresent());
        there(gate, connected.isPresent());
        connected.ifPresent(c -> environment.show(
                c.environment().toString(),
                switch (c.environment()) {
                    case DEVELOPMENT -> Tone.GOOD;
                    case TEST -> Tone.WARN;
                    case PRODUCTION -> Tone.BAD;
                },
                text("frame.environment-long")));
        connected.ifPresent(c -> {
            boolean roomy = getWidth() == 0 || getWidth() >= ROOMY;
            String brokers = text("frame.brokers", c.clusterFacts().brokers());
            database.show(
                    roomy ? c.database().label() : c.database().database(),
                    Tone.GOOD,
                    text(
                            "frame.database-long",
                            c.databaseFacts().version(),
                            c.databaseFacts().role(),
                            c.database().label()));
            cluster.show(
                    roomy ? c.kafka().bootstrapServers() + " · " + brokers : brokers,
                    Tone.GOOD,
                    text("frame.cluster-long", brokers, c.kafka().bootstrapServers()));
        });
    }

    void showRun(Optional<RunState> run) {
        Optional<Snapshot> taken = run.flatMap(RunState::snapshot);
        there(snapshot, taken.isPresent());
        taken.ifPresent(s -> snapshotId.setText(s.id()));
        run.filter(r -> !r.snapshotFreed()).flatMap(RunState::snapshotAt).ifPresentOrElse(this::age, () -> {
            snapshotAge.setText(text("snapshot.ended"));
            Hint.on(snapshotAge, text("snapshot.ended-long"));
        });
        gate.show(run);
    }

    private void age(Instant at) {
        snapshotAge.setText(Figures.age(Duration.between(at, Instant.now())));
        Hint.on(snapshotAge, text("snapshot.age-long", Figures.withZone(at)));
    }

    private static void there(Node node, boolean is) {
        node.setVisible(is);
        node.setManaged(is);
    }
}
