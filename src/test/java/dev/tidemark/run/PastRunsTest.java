package dev.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.journal.Ownership;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.PlanFile;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a journal says of the run that another program left, wherever that program ended. */
class PastRunsTest {
    private static final String RUN = "20261124-090000-abcd";
    private static final String BEGUN = line("""
            "event":"begun","tidemark":1,"run":"20261124-090000-abcd","user":"ada","role":"backfill",\
            "database":"postgresql://backfill@db/shop","topics":{"orders":{"partitions":2,"ends":{"0":7,"1":9}}}""");

    @TempDir
    private Path runs;

    private Path folder;

    @BeforeEach
    void plan() throws IOException {
        folder = Files.createDirectory(runs.resolve(RUN));
        PlanFile.write(
                Plan.of(
                        DatabaseAddress.parse("postgresql://backfill@db/shop"),
                        KafkaAddress.of("kafka:9092"),
                        List.of(TablePlan.whole(new TableName("public", "orders"), "orders"))),
                folder.resolve("plan.yaml"));
    }

    private static String line(String fields) {
        return "{\"at\":\"2026-11-24T09:00:00Z\"," + fields + "}\n";
    }

    private static String stage(String name) {
        return line("\"event\":\"stage\",\"stage\":\"" + name + "\"");
    }

    static Stream<Arguments> whereverItEnded() {
        String failed = line("\"event\":\"failed\",\"code\":\"%s\",\"what\":\"w\",\"why\":\"y\",\"toDo\":\"t\"");
        String withdrawing = line("\"event\":\"withdrawing\",\"reason\":\"given up\"");
        return Stream.of(
                Arguments.of(Standing.NOTHING_DONE, ""),
                Arguments.of(Standing.AT_THE_GATE, stage("locking")),
                Arguments.of(Standing.AT_THE_GATE, stage("locking") + stage("marked")),
                Arguments.of(Standing.SNAPSHOT_LOST, stage("reading")),
                Arguments.of(Standing.STAGED, stage("staged")),
                Arguments.of(Standing.PUBLISHING, stage("staged") + stage("publishing")),
                Arguments.of(Standing.STAGED, stage("publishing") + stage("staged")),
                // The rows may be gone from here on, and it is committed all the same.
                Arguments.of(Standing.OVER, stage("publishing") + line("\"event\":\"published\"")),
                Arguments.of(Standing.OVER, stage("publishing") + stage("committed")),
                Arguments.of(Standing.WITHDRAWING, stage("staged") + withdrawing),
                Arguments.of(Standing.OVER, stage("staged") + withdrawing + stage("discarded")),
                Arguments.of(Standing.OVER, stage("locking") + failed.formatted("lock-not-granted") + stage("failed")),
                // Consumers wait at marks whose voids are missing, though the program had come to its end.
                Arguments.of(
                        Standing.WITHDRAWING,
                        stage("locking") + failed.formatted("void-not-written") + stage("failed")),
                Arguments.of(
                        Standing.OVER,
                        stage("locking")
                                + failed.formatted("void-not-written")
                                + stage("failed")
                                + stage("discarded")));
    }

    @ParameterizedTest
    @MethodSource("whereverItEnded")
    void theLastLinesTellHowItWasLeft(Standing expected, String lines) throws IOException {
        Files.writeString(folder.resolve("journal.jsonl"), BEGUN + lines);
        assertThat(only().standing()).isEqualTo(expected);
        assertThat(only().role()).isEqualTo("backfill");
        assertThat(only().tables()).extracting(TableName::name).containsExactly("orders");
    }

    @Test
    void stagedRowsOfARunThatIsOverAreDeletedOnceItsProgramIsGone() throws IOException {
        Path rows = folder.resolve("stage").resolve("rows");
        Files.createDirectory(rows.getParent());
        Files.writeString(rows, "1");
        Files.writeString(folder.resolve("journal.jsonl"), BEGUN + stage("publishing"));
        assertThat(only().standing()).isEqualTo(Standing.PUBLISHING);
        assertThat(rows).exists();

        Files.writeString(
                folder.resolve("journal.jsonl"), BEGUN + stage("publishing") + line("\"event\":\"published\""));
        try (Ownership _ = Ownership.take(folder.resolve("owner")).orElseThrow()) {
            assertThat(only().standing()).isEqualTo(Standing.OVER);
            assertThat(rows)
                    .as("the program that published them deletes them itself")
                    .exists();
        }
        assertThat(only().standing()).isEqualTo(Standing.OVER);
        assertThat(rows.getParent()).doesNotExist();
    }

    @Test
    void aLineThatWasTornIsNone() throws IOException {
        Files.writeString(folder.resolve("journal.jsonl"), BEGUN + stage("staged") + "{\"at\":\"2026-11-2");
        assertThat(only().standing()).isEqualTo(Standing.STAGED);
        Files.writeString(folder.resolve("journal.jsonl"), BEGUN + stage("staged") + "\0\0\0\0\n");
        assertThat(only().standing()).isEqualTo(Standing.STAGED);
    }

    @Test
    void aDamagedJournalAndOneOfANewerProgramAreNamedAndSpoilNothingElse() throws IOException {
        Files.writeString(folder.resolve("journal.jsonl"), BEGUN + "nonsense\n" + stage("staged"));
        assertThat(only().standing()).isEqualTo(Standing.UNREADABLE);
        assertThat(only().problem())
                .hasValueSatisfying(p -> assertThat(p.code()).isEqualTo("journal-damaged"));
        Files.writeString(folder.resolve("journal.jsonl"), BEGUN.replace("\"tidemark\":1", "\"tidemark\":2"));
        assertThat(only().problem())
                .hasValueSatisfying(p -> assertThat(p.code()).isEqualTo("journal-newer"));
    }

    @Test
    void aRunThatIsNotOverIsNeitherDeletedNorTakenUpWhileSomebodyHasIt() throws IOException {
        Files.writeString(folder.resolve("journal.jsonl"), BEGUN + stage("staged"));
        ProcessHandle us = ProcessHandle.current();
        Files.writeString(
                folder.resolve("owner"),
                us.pid() + " " + us.info().startInstant().orElseThrow());
        PastRun run = only();
        assertThat(run.standing()).isEqualTo(Standing.UNDER_WAY);
        PastRuns past = new PastRuns(runs);
        assertThatThrownBy(() -> past.delete(run)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> past.resume(run)).hasMessageContaining("Another Tidemark");
        assertThatThrownBy(() -> past.discard(run)).hasMessageContaining("Another Tidemark");
        assertThat(folder.resolve("journal.jsonl")).hasContent((BEGUN + stage("staged")).strip());
    }

    @Test
    void anOwnerKeepsItsRunWhenTheClockIsPutRight() throws IOException {
        Path file = folder.resolve("owner");
        try (Ownership _ = Ownership.take(file).orElseThrow()) {
            String[] owner = Files.readString(file).split(" ", 3);
            Assumptions.assumeTrue(owner.length == 3, "the kernel tells when a process was started");
            Files.writeString(file, owner[0] + " 2020-01-01T00:00:00Z " + owner[2]);
            assertThat(Ownership.isTaken(file)).isTrue();
            Files.writeString(file, owner[0] + " " + owner[1] + " 1" + owner[2]);
            assertThat(Ownership.isTaken(file)).isFalse();
        }
    }

    @Test
    void anOwnerThatDiedHasItNoMore() throws IOException {
        Files.writeString(folder.resolve("journal.jsonl"), BEGUN + stage("committed"));
        // The process id is in use, but by one that was started at another time.
        Files.writeString(
                folder.resolve("owner"),
                ProcessHandle.current().pid() + " 2020-01-01T00:00:00Z",
                StandardOpenOption.CREATE);
        assertThat(only().standing()).isEqualTo(Standing.OVER);
        new PastRuns(runs).delete(only());
        assertThat(folder).doesNotExist();
    }

    private PastRun only() {
        List<PastRun> all = new PastRuns(runs).all();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
