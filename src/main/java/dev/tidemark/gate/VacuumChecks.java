package dev.tidemark.gate;

import dev.tidemark.postgres.Beneath;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;

/** Checks for vacuum: its lock excludes every mode of the gate's, and against wraparound it gives way to nobody. */
final class VacuumChecks {
    private static final String RUNNING = """
            WITH RECURSIVE family (oid) AS (
                SELECT unnest(?::oid[])
                UNION
                SELECT child
                FROM family
                CROSS JOIN LATERAL %s AS beneath
            )
            SELECT n.nspname || '.' || c.relname AS name,
                   p.pid,
                   coalesce(a.query, '') AS query,
                   p.phase,
                   age(c.relfrozenxid) AS age,
                   begins.most
            FROM family
            JOIN pg_class c ON c.oid = family.oid AND c.relkind = 'r'
            JOIN pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN LATERAL (
                SELECT least(
                    current_setting('autovacuum_freeze_max_age')::bigint,
                    (SELECT option_value::bigint
                     FROM pg_options_to_table(c.reloptions)
                     WHERE option_name = 'autovacuum_freeze_max_age')
                ) AS most
            ) AS begins
            LEFT JOIN pg_stat_progress_vacuum p ON p.relid = c.oid AND p.datname = current_database()
            LEFT JOIN pg_stat_activity a ON a.pid = p.pid
            WHERE p.pid IS NOT NULL
               OR age(c.relfrozenxid) > begins.most
            """.formatted(Beneath.of("family.oid"));

    private final WatchPool pool;

    VacuumChecks(WatchPool pool) {
        this.pool = pool;
    }

    List<Verdict> check(List<ChosenTable> tables) {
        return pool.ask(connection -> {
            Findings findings = new Findings("vacuum");
            try (PreparedStatement statement = connection.prepareStatement(RUNNING)) {
                statement.setArray(
                        1,
                        connection.createArrayOf(
                                "int8", tables.stream().map(t -> t.info().oid()).toArray()));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        String table = row.getString("name");
                        int pid = row.getInt("pid");
                        if (row.wasNull()) {
                            findings.warn(table + " is due", due(table, row.getLong("age"), row.getLong("most")));
                        } else {
                            findings.warn(
                                    table + " is being vacuumed",
                                    running(table, pid, row.getString("query"), row.getString("phase")));
                        }
                    }
                }
            }
            return findings.orPass("none running");
        });
    }

    static Problem running(String table, int pid, String query, String phase) {
        boolean wraparound = query.contains("to prevent wraparound");
        return Problem.of(
                wraparound ? "wraparound-vacuum" : "vacuum",
                "VACUUM is working on " + table + ".",
                "pid " + pid + ", " + phase + "; its lock excludes ours"
                        + (wraparound ? ", and since it prevents wraparound it gives way to nobody." : "."),
                "Close the gate when it is done.");
    }

    private static Problem due(String table, long age, long most) {
        return Problem.of(
                "wraparound-due",
                "A vacuum of " + table + " against wraparound may begin at any time.",
                "Its oldest transaction id is " + age + " transactions old, the server begins at " + most
                        + "; such a vacuum gives way to nobody.",
                "Run VACUUM (FREEZE) on it beforehand.");
    }
}
