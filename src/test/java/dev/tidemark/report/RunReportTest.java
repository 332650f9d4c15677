package dev.tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.journal.RunFolder;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.PlanFile;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A report tells what the journal tells, also of a run that a crash left, and no text becomes markup in it. */
class RunReportTest {
    private static final String EVIL = "</p><script>alert('x')</script>\"&";
    private static final String BEGUN = line(0, """
            "event":"begun","tidemark":1,"run":"20261124-090000-abcd","user":"ada","role":"backfill",\
            "database":"postgresql://backfill@db/shop","kafka":"kafka:9092",\
            "topics":{"orders":{"partitions":2,"ends":{"0":7,"1":9}}}""");
    private static final String GATE = stage(1, "locking")
            + line(
                    1,
                    "\"event\":\"lock-refused\",\"attempt\":1,\"attempts\":5,\"ahead\":[{\"pid\":4711,\"application\":"
                            + quoted("batch " + EVIL) + ",\"openMs\":90.5}]")
            + line(2, "\"event\":\"step\",\"step\":\"lock\",\"detail\":\"SHARE ROW EXCLUSIVE, 1 table\",\"tookMs\":3.1")
            + line(
                    2,
                    "\"event\":\"snapshot\",\"snapshot\":\"00000003-00000006-1\",\"xmin\":7,\"xmax\":9,\"xip\":[8],"
                            + "\"lsn\":\"0/1A2B\"")
            + line(2, "\"event\":\"mark\",\"topic\":\"orders\",\"partition\":1,\"offset\":12")
            + line(2, "\"event\":\"mark\",\"topic\":\"orders\",\"partition\":0,\"offset\":11")
            + line(2, "\"event\":\"gate-opened\",\"closedMs\":9.7,\"mostWaiters\":1")
            + line(
                    2,
                    "\"event\":\"writers-waited\",\"waits\":[{\"pid\":815,\"application\":\"orders-api\",\"query\":"
                            + quoted("UPDATE " + EVIL) + ",\"waitingMs\":8.1}]")
            + stage(2, "reading");
    private static final String READ =
            line(5, "\"event\":\"progress\",\"rowsRead\":900,\"bytesRead\":1,\"rowsPublished\":0")
                    + line(
                            6,
                            "\"event\":\"table-staged\",\"table\":\"public.orders\",\"rows\":1234,\"checksum\":\"9f41\","
                                    + "\"rowsInSnapshot\":1234,\"bytes\":5000,\"tookMs\":3500")
                    + stage(6, "staged");

    @TempDir
    private Path path;

    private RunFolder folder;

    @BeforeEach
    void plan() {
        folder = new RunFolder(path);
        PlanFile.write(
                Plan.of(
                        DatabaseAddress.parse("postgresql://backfill@db/shop"),
                        KafkaAddress.of("kafka:9092"),
                        List.of(TablePlan.whole(new TableName("public", "orders"), "orders"))),
                folder.plan());
    }

    private static String quoted(String text) {
        return JsonMapper.builder().build().writeValueAsString(text);
    }

    private static String line(int second, String fields) {
        return "{\"at\":\"2026-11-24T09:00:0" + second + "Z\"," + fields + "}\n";
    }

    private static String stage(int second, String name) {
        return line(second, "\"event\":\"stage\",\"stage\":\"" + name + "\"");
    }

    private RunReport reportOf(String journal) throws IOException {
        Files.writeString(folder.journal(), journal);
        return RunReport.of(folder);
    }

    @Test
    void aCommittedRunIsToldWithEachOfItsParts() throws IOException {
        RunReport report = reportOf(BEGUN
                + line(
                        0,
                        "\"event\":\"checked\",\"verdicts\":[{\"check\":\"lock privilege\",\"level\":\"pass\","
                                + "\"finding\":\"may lock 1 table\"}]")
                + GATE
                + READ
                + stage(7, "publishing")
                + line(8, "\"event\":\"table-published\",\"table\":\"public.orders\",\"rows\":1234")
                + line(8, "\"event\":\"published\"")
                + stage(8, "committed"));
        assertThat(report.html())
                .contains("✓ Committed", "lock privilege", "SHARE ROW EXCLUSIVE, 1 table", "00000003-00000006-1")
                .contains("9.7 ms", "pid 4711", "orders-api", "1,234", "9f41", "ada, as role backfill", "<svg")
                .containsSubsequence("p0</b>@11", "p1</b>@12")
                .doesNotContain("http://", "https://", "src=");
        JsonNode json = JsonMapper.builder().build().readTree(report.json());
        assertThat(json.path("outcome").asString()).isEqualTo("committed");
        assertThat(json.path("tables").get(0).path("rowsTopic").asString()).isEqualTo("orders.backfill");
        assertThat(json.path("tables").get(0).path("published").asLong()).isEqualTo(1234);
        assertThat(json.path("gate").path("waits").get(0).path("waitingMs").asDouble())
                .isEqualTo(8.1);
        assertThat(json.path("plan").asString()).contains("public.orders");
    }

    @Test
    void nothingFromADatabaseBecomesMarkup() throws IOException {
        RunReport report = reportOf(BEGUN
                + GATE
                + line(
                        3,
                        "\"event\":\"failed\",\"code\":\"x\",\"what\":" + quoted(EVIL) + ",\"why\":" + quoted(EVIL)
                                + ",\"toDo\":" + quoted(EVIL))
                + stage(3, "failed"));
        assertThat(report.html()).contains("&lt;script&gt;alert(&#39;x&#39;)").doesNotContain("<script", "</p>\"&");
    }

    @Test
    void aRunThatACrashLeftIsToldAsFarAsItWent() throws IOException {
        assertThat(reportOf(BEGUN).html()).contains("Not over", "It was never closed.");
        assertThat(reportOf(BEGUN + GATE).html()).contains("Not over", "“reading”", "9.7 ms");
        assertThat(reportOf(BEGUN + GATE + READ + "{\"at\":\"2026-11").html()).contains("“staged”", "1,234");
        assertThat(reportOf("").html()).contains("Not over");
        Files.delete(folder.plan());
        assertThat(reportOf(BEGUN + GATE + READ).html()).contains("cannot be read", "public.orders");
    }

    @Test
    void aClockThatWasPutBackAndAnEventOfANewerProgramSpoilNothing() throws IOException {
        RunReport report = reportOf(BEGUN.replace("09:00:00", "10:00:00")
                + GATE
                + READ
                + line(7, "\"event\":\"new\"")
                + stage(4, "publishing")
                + stage(3, "staged"));
        assertThat(report.html()).contains("1,234").doesNotContain("-3");
    }
}
