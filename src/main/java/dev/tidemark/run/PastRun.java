package dev.tidemark.run;

import dev.tidemark.journal.RunFolder;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TableName;
import dev.tidemark.problem.Problem;
import dev.tidemark.wire.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An earlier run, as its journal tells of it.
 *
 * @param run its id
 * @param folder what it left on this computer
 * @param standing how it was left
 * @param stage the last stage that it reached
 * @param begun when its journal was begun
 * @param user who ran it on this computer
 * @param role the database role
 * @param database the database, as a URL without password
 * @param tables which tables
 * @param plan what was asked for; empty if that can't be read any more
 * @param closed how long the gate was closed
 * @param rowsRead staged
 * @param rowsPublished in the log with their ends
 * @param problem what ended it, or why its journal can't be read
 */
public record PastRun(
        RunId run,
        RunFolder folder,
        Standing standing,
        Stage stage,
        Instant begun,
        String user,
        String role,
        String database,
        List<TableName> tables,
        Optional<Plan> plan,
        Optional<Duration> closed,
        long rowsRead,
        long rowsPublished,
        Optional<Problem> problem) {

    public PastRun {
        tables = List.copyOf(tables);
    }
}
