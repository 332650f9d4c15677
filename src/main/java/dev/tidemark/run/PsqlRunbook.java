package dev.tidemark.run;

import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.plan.ValuePlan;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A plan as three psql scripts, one a session, to be pasted into three psql in the same folder: session 1 locks, exports
 * and hands its snapshot's ID over in a file; session 2 takes it and writes the rows, a line of JSON each; session 3 shows
 * who waits. What psql can't do, the marks in Kafka, stands where it belongs as a remark.
 */
public final class PsqlRunbook {
    /** A program is done within the plan's budget; hands on three keyboards are not. */
    private static final int SECONDS_BY_HAND = 60;

    private static final String SNAPSHOT = "tidemark-snapshot.psql";

    private final Plan plan;

    public PsqlRunbook(Plan plan) {
        this.plan = plan;
    }

    /** Locks, exports, waits for session 2 and lets go. */
    public String session1() {
        List<TableName> tables = tables();
        String locks = IntStream.range(0, tables.size())
                .mapToObj(i -> "LOCK TABLE " + tables.get(i).sql() + " IN "
                        + plan.gate().lockMode().sql() + " MODE" + (i == 0 ? ";" : " NOWAIT;"))
                .collect(Collectors.joining("\n"));
        return """
                -- Session 1: lock, export, release. Have session 2 ready: from the LOCK on writers wait.
                BEGIN ISOLATION LEVEL REPEATABLE READ;
                SET LOCAL lock_timeout = '%dms';
                SET LOCAL idle_in_transaction_session_timeout = '%ds';
                %s
                -- The gate is closed. Session 2 will wait for this one's end, by which we see that it has the snapshot.
                SELECT pg_advisory_xact_lock(7469, 1);
                -- The snapshot's ID goes into a file that session 2 reads.
                \\pset format unaligned
                \\pset tuples_only on
                \\o %s
                SELECT format('\\set snapshot %%L', pg_export_snapshot());
                \\o
                \\pset tuples_only off
                \\pset format aligned
                -- Paste session 2 now. Here we wait for it, %d s at most; else nothing is done.
                DO $$
                BEGIN
                    FOR i IN 1..%d LOOP
                        IF EXISTS (
                            SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                            WHERE d.datname = current_database() AND locktype = 'advisory'
                                AND classid = 7469 AND NOT granted
                        ) THEN
                            RETURN;
                        END IF;
                        PERFORM pg_sleep(0.1);
                    END LOOP;
                    RAISE EXCEPTION 'Session 2 has not taken the snapshot in time.';
                END $$;
                -- Before the next line, the marks: one message into each partition of
                %s
                COMMIT;
                -- The gate is open; writers go on.
                """.formatted(
                plan.gate().lockTimeout().toMillis(),
                SECONDS_BY_HAND,
                locks,
                SNAPSHOT,
                SECONDS_BY_HAND,
                SECONDS_BY_HAND * 10,
                plan.eventTopics().stream().map(topic -> "--   " + topic).collect(Collectors.joining("\n")));
    }

    /** Takes the snapshot and writes each table's rows into a file. */
    public String session2() {
        return """
                -- Session 2: read the snapshot. Paste it when session 1 says so, in the same folder.
                BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
                SET LOCAL TimeZone = 'UTC';
                %s
                \\i %s
                SET TRANSACTION SNAPSHOT :'snapshot';
                -- Waits until session 1 has seen that the snapshot is held, and has opened the gate.
                SELECT pg_advisory_xact_lock_shared(7469, 1);
                %s
                COMMIT;
                """.formatted(
                guard(), SNAPSHOT, plan.tables().stream().map(PsqlRunbook::copy).collect(Collectors.joining("\n")));
    }

    /** Without it a TRUNCATE that waits for session 1 would leave session 2 an empty table, and say nothing. */
    private String guard() {
        return plan.gate().lockMode().allowsGuard()
                ? "LOCK TABLE " + tables().stream().map(TableName::sql).collect(Collectors.joining(", "))
                        + " IN ACCESS SHARE MODE NOWAIT;"
                : "-- See that nobody truncates or rewrites these tables from here on: this lock mode allows no guard.";
    }

    private List<TableName> tables() {
        return plan.tables().stream().map(TablePlan::table).distinct().sorted().toList();
    }

    /** Shows who waits for session 1. */
    public String session3() {
        return """
                -- Session 3: who waits, and for whom. Repeat it with \\watch 1.
                SELECT pid, application_name, pg_blocking_pids(pid) AS waits_for, now() - query_start AS since, query
                FROM pg_stat_activity
                WHERE cardinality(pg_blocking_pids(pid)) > 0
                ORDER BY query_start;
                """;
    }

    /** In one line, as psql wants it; with a quote and a delimiter that JSON never has, so that lines stay as they are. */
    private static String copy(TablePlan table) {
        String columns = table.columns().isEmpty()
                ? "*"
                : table.columns().stream().map(TableName::quote).collect(Collectors.joining(", "));
        String value = table.value() instanceof ValuePlan.Sql(String expression) ? expression : "to_jsonb(t)";
        String rows = "SELECT " + value + " FROM (SELECT " + columns + " FROM " + table.sql()
                + table.filter().map(filter -> " WHERE " + filter).orElse("") + ") t";
        return "\\copy (" + rows.replaceAll("\\s*\\R\\s*", " ") + ") TO '"
                + table.rowsTopic().replace("'", "''")
                + ".jsonl' WITH (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')";
    }
}
