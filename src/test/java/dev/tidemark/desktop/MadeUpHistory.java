package dev.tidemark.desktop;

import dev.tidemark.plan.PlanFile;
import dev.tidemark.run.PastRuns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.TableView;

/** Runs of all kinds as their journals tell of them, without servers. */
final class MadeUpHistory {
    private static final int RUNS = 5;

    private MadeUpHistory() {}

    /** Written into this folder. */
    static PastRuns in(Path folder) {
        run(folder, "20261123-140200-k7f3", "committed", 30_918_449, 30_918_449);
        run(folder, "20261123-150405-a8y9", "discarded", 12_104_331, 0);
        run(folder, "20261123-160810-urta", "failed", 0, 0);
        run(folder, "20261124-091500-mrn4", "staged", 30_921_002, 0);
        write(folder.resolve("20261124-101010-xycw"), List.of("no journal at all"));
        return new PastRuns(folder);
    }

    /** Whether they are in the list. */
    static boolean shown(Wiring window) {
        return window.scene().lookup("#runs") instanceof TableView<?> runs
                && runs.getItems().size() == RUNS;
    }

    private static void run(Path folder, String id, String stage, long read, long published) {
        String begun = """
                {"at":"2026-11-23T14:02:00.184Z","event":"begun","tidemark":1,"run":"%s","user":"magdalena",\
                "role":"backfill_owner","database":"postgresql://backfill_owner@db-prod:5432/orders?sslmode=verify-full",\
                "kafka":"kafka-1:9092","topics":{"orders":{"partitions":1,"ends":{"0":4411}}},"marks":"event-topics"}""";
        write(
                folder.resolve(id),
                List.of(begun.formatted(id), """
                {"at":"2026-11-23T14:02:00.284Z","event":"gate-opened","closedMs":9.7,"mostWaiters":3}""", """
                {"at":"2026-11-23T14:04:10.284Z","event":"table-staged","table":"public.orders","rows":%d,"checksum":"0009f41ac2"}""".formatted(read), """
                {"at":"2026-11-23T14:05:10.284Z","event":"table-published","table":"public.orders","rows":%d}""".formatted(published), """
                {"at":"2026-11-23T14:06:10.284Z","event":"stage","stage":"%s"}""".formatted(stage)));
    }

    private static void write(Path run, List<String> journal) {
        try {
            Files.createDirectories(run);
            Files.write(run.resolve("journal.jsonl"), journal);
            PlanFile.write(MadeUp.plan(), run.resolve("plan.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
