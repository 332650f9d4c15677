package dev.tidemark.run;

import dev.tidemark.journal.OwnerOnly;
import dev.tidemark.journal.RunFolder;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.report.RunReport;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a run's report into its folder. */
final class RunReports {
    private static final Logger LOG = LoggerFactory.getLogger(RunReports.class);

    private RunReports() {}

    /** At a run's end. What can't be written now can be made from the journal at any time. */
    static void write(RunFolder folder) {
        try {
            make(folder);
        } catch (ProblemException e) {
            LOG.warn("The report of {} could not be written", folder.path(), e);
        }
    }

    /** Makes it anew. Throws a ProblemException if the journal can't be read or the report not be written. */
    static void make(RunFolder folder) {
        RunReport report = RunReport.of(folder);
        write(folder.report(), report.html());
        write(folder.reportForScripts(), report.json());
    }

    private static void write(Path file, String text) {
        try {
            OwnerOnly.replace(file, text);
        } catch (IOException e) {
            throw Problem.of(
                            "report-unwritable",
                            "The run's report can't be written.",
                            file + ": " + e,
                            "See that there is room on the disk and that you may write there.")
                    .asException(e);
        }
    }
}
