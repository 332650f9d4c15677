package dev.tidemark.desktop.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.ReadPlan;
import dev.tidemark.plan.ReadPlan.Mode;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.LockPicture;
import dev.tidemark.run.GateState;
import dev.tidemark.run.Pace;
import dev.tidemark.run.ReadState;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import dev.tidemark.run.TableState;
import dev.tidemark.run.Throughput;
import dev.tidemark.wire.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the window says of rows at the commit is where they are. */
class CommitWordsTest {
    private static final CommitFooter FOOTER = new CommitFooter(new CommitFooter.Orders() {
        @Override
        public void commit() {}

        @Override
        public void discard() {}

        @Override
        public void back() {}

        @Override
        public void another() {}
    });

    @Test
    void nothingSaysThatStreamedRowsAreStagedHere() {
        for (Stage stage : Stage.values()) {
            RunState state = state(Mode.STREAMED, stage);
            assertThat(words(state))
                    .as("%s", stage)
                    .allSatisfy(text -> assertThat(text).doesNotContainIgnoringCase("staged"));
        }
    }

    @Test
    void streamedRowsCountFromTheCommitOnAndStagedOnesArePublished() {
        RunState streamed = state(Mode.STREAMED, Stage.STAGED);
        assertThat(CommitWords.lead(streamed)).contains("in their topics already", "don’t count before you commit");
        assertThat(CommitWords.commit(streamed)).isEqualTo("Commit: make 7 rows count");
        assertThat(CommitWords.discard(streamed)).contains("void", "stay in their topics");
        RunState staged = state(Mode.STAGED, Stage.STAGED);
        assertThat(CommitWords.lead(staged)).contains("staged on this computer");
        assertThat(CommitWords.commit(staged)).isEqualTo("Commit: publish 7 rows");
        assertThat(CommitWords.discard(staged)).contains("staged rows are deleted");
    }

    private static Stream<String> words(RunState state) {
        return Stream.of(
                CommitWords.title(state.stage()),
                CommitWords.lead(state),
                CommitWords.tables(state),
                CommitWords.commit(state),
                CommitWords.discard(state),
                CommitWords.standing(state),
                FOOTER.of(state).toString());
    }

    private static RunState state(Mode mode, Stage stage) {
        Plan plan = Plan.of(
                        new DatabaseAddress("localhost", 5432, "shop", "shop", Map.of()),
                        KafkaAddress.of("localhost:9092"),
                        List.of(TablePlan.whole(new TableName("public", "orders"), "orders")))
                .withRead(ReadPlan.standard().withMode(mode));
        TableState table = new TableState(
                plan.tables().getFirst(),
                7,
                7,
                700,
                1,
                1,
                0,
                OptionalLong.of(7),
                Optional.of("0000000000000001"),
                mode == Mode.STREAMED || stage == Stage.COMMITTED ? 7 : 0,
                Optional.empty(),
                Optional.empty());
        return new RunState(
                new RunId("20261123-140200-k7f3"),
                plan,
                stage,
                Pace.AUTOMATIC,
                new GateState(
                        1,
                        5,
                        Duration.ofSeconds(2),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        List.of(),
                        List.of(),
                        0,
                        0),
                LockPicture.EMPTY,
                Optional.empty(),
                Optional.empty(),
                true,
                ReadState.NONE,
                List.of(table),
                Throughput.NONE,
                List.of(),
                Optional.empty());
    }
}
