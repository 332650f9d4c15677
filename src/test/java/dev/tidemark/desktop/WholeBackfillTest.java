package dev.tidemark.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consume.LogReader;
import dev.tidemark.desktop.tour.Album;
import dev.tidemark.desktop.tour.Hand;
import dev.tidemark.desktop.tour.Journey;
import dev.tidemark.desktop.tour.OtherEnds;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import dev.tidemark.run.TableState;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.SandboxOptions;
import dev.tidemark.wire.MessageKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The window from its first page to its last, by its own controls, on real servers. */
class WholeBackfillTest {
    private static final int OTHER_PAGES = 6;
    private static final int PAGES = 18;

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void everyRowAndEveryMarkIsInTheLogAfterAWalkThroughTheWindowAndAfterACrash() {
        Wiring window = OpenWindow.with(
                SandboxOptions.temporary().withOrders(2_000),
                DemoOptions.standard().withRate(50));
        try {
            List<Path> pictures = new ArrayList<>();
            Hand hand = new Hand(window);
            Album album = new Album(window, hand, folder, pictures::add);
            new Journey(window, hand, album).go();

            assertThat(pictures)
                    .hasSize(2 * PAGES)
                    .allSatisfy(file -> assertThat(file).isNotEmptyFile());
            RunState state = window.mirror().state().get().orElseThrow();
            assertThat(state.stage()).isEqualTo(Stage.COMMITTED);
            KafkaAddress kafka =
                    window.workspace().connected().get().orElseThrow().kafka();
            assertThat(state.plan().eventTopics()).hasSize(4);
            state.plan().eventTopics().forEach(topic -> marked(kafka, topic, state));
            state.tables().forEach(table -> published(kafka, table, state));

            new OtherEnds(window, hand, album).go();

            assertThat(pictures).hasSize(2 * (PAGES + OTHER_PAGES));
            RunState recovered = window.mirror().state().get().orElseThrow();
            assertThat(recovered.run()).isNotEqualTo(state.run());
            recovered.plan().eventTopics().forEach(topic -> marked(kafka, topic, recovered));
            recovered.tables().forEach(table -> published(kafka, table, recovered));
        } finally {
            window.run().closeNow(false);
            window.workspace().close();
        }
    }

    private static void marked(KafkaAddress kafka, String topic, RunState state) {
        Set<Integer> expected = state.gate().marks().stream()
                .filter(mark -> mark.topic().equals(topic))
                .map(mark -> mark.partition())
                .collect(Collectors.toSet());
        List<LogReader.Message> messages = ofRun(LogReader.committed(kafka, topic), state);
        assertThat(expected).isNotEmpty();
        assertThat(partitions(messages, MessageKind.MARK)).as(topic).isEqualTo(expected);
        assertThat(partitions(messages, MessageKind.VOID)).as(topic).isEmpty();
    }

    private static void published(KafkaAddress kafka, TableState table, RunState state) {
        String topic = table.plan().rowsTopic();
        List<LogReader.Message> messages = ofRun(LogReader.committed(kafka, topic), state);
        assertThat(messages.stream().filter(m -> m.kind().equals(Optional.of(MessageKind.ROW))))
                .as(topic)
                .hasSize(Math.toIntExact(table.rowsInSnapshot().orElseThrow()));
        assertThat(partitions(messages, MessageKind.END))
                .as(topic)
                .isNotEmpty()
                .isEqualTo(partitions(messages, MessageKind.BEGIN));
    }

    private static List<LogReader.Message> ofRun(List<LogReader.Message> messages, RunState state) {
        return messages.stream()
                .filter(m -> m.run().equals(state.run().value()))
                .toList();
    }

    private static Set<Integer> partitions(List<LogReader.Message> messages, MessageKind kind) {
        return messages.stream()
                .filter(m -> m.kind().equals(Optional.of(kind)))
                .map(LogReader.Message::partition)
                .collect(Collectors.toSet());
    }
}
