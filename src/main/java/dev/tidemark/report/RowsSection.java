package dev.tidemark.report;

import static dev.tidemark.report.GateSection.heads;
import static dev.tidemark.report.Markup.of;
import static dev.tidemark.report.ReportPage.text;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The rows in a report: what was read of each table, where it went, and how fast. */
record RowsSection(JsonNode report) {

    Markup tables() {
        List<Markup> rows = new ArrayList<>();
        for (JsonNode table : report.path("tables")) {
            rows.add(of(
                    "tr",
                    of("td.strong", text(table, "table")),
                    of(
                            "td.right",
                            table.has("rows") ? Words.count(table.path("rows").asLong(0)) : "–"),
                    of("td.right", counted(table)),
                    of(
                            "td.right",
                            table.has("published")
                                    ? Words.count(table.path("published").asLong(0))
                                    : "–"),
                    of("td.mono", table.has("checksum") ? text(table, "checksum") : "–"),
                    of("td.mono", text(table, "rowsTopic"), of("span.muted", partitions(table)))));
        }
        return of(
                "section.card",
                of("h2", "Tables"),
                of(
                        "table",
                        heads("table", "*rows read", "*in the snapshot", "*published", "checksum", "to"),
                        of("tbody", rows)));
    }

    private static Object counted(JsonNode table) {
        if (!table.has("rowsInSnapshot")) {
            return "–";
        }
        long counted = table.path("rowsInSnapshot").asLong(0);
        boolean same = counted == table.path("rows").asLong(0);
        return Markup.all(Words.count(counted), of(same ? "span.good" : "span.wrong", same ? " ✓" : " ✕ differs"));
    }

    private static String partitions(JsonNode table) {
        int partitions = table.path("partitions").asInt(0);
        return partitions == 0 ? "" : " · " + partitions + " p";
    }

    Markup course() {
        Timeline timeline = new Timeline(report);
        ThroughputChart throughput = new ThroughputChart(report);
        List<Markup> parts = new ArrayList<>();
        if (!timeline.isEmpty()) {
            parts.add(of("section.card", of("h2", "Timeline"), timeline.draw()));
        }
        if (!throughput.isEmpty()) {
            parts.add(of(
                    "section.card",
                    of(
                            "h2",
                            "Throughput ",
                            of(
                                    "span.legend",
                                    "rows a second · ",
                                    of("i.read", ""),
                                    "read ",
                                    of("i.published", ""),
                                    "published")),
                    throughput.draw()));
        }
        return Markup.all(parts);
    }
}
