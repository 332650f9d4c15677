package dev.tidemark.report;

import dev.tidemark.journal.RunFolder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What became of a run, from its journal and its plan alone. */
public final class RunReport {
    private final ObjectNode data;

    private RunReport(ObjectNode data) {
        this.data = data;
    }

    /** Throws a ProblemException if the journal can't be read. */
    public static RunReport of(RunFolder folder) {
        return new RunReport(ReportData.of(folder));
    }

    /** One file for a browser, which loads nothing else. */
    public String html() {
        return new ReportPage(data).html();
    }

    /** The same for scripts: one object. */
    public String json() {
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(data) + "\n";
    }
}
