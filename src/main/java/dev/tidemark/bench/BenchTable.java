package dev.tidemark.bench;

import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.PgSession;
import java.sql.SQLException;
import java.util.Objects;

/**
 * A table with the columns that most tables are made of, about 220 bytes a row as COPY BINARY sends it.
 *
 * @param name in schema {@code bench}
 * @param rows how many rows it has
 * @param blocks how large it is, in blocks
 */
record BenchTable(TableName name, long rows, long blocks) {
    static final String TOPIC = "bench.rows";

    private static final String CREATE = """
            CREATE SCHEMA IF NOT EXISTS bench;
            DROP TABLE IF EXISTS %1$s;
            CREATE TABLE %1$s (
              id bigint PRIMARY KEY,
              customer_id bigint NOT NULL,
              reference uuid NOT NULL,
              state text NOT NULL,
              placed_at timestamptz NOT NULL,
              delivered_on date,
              total numeric(12,2) NOT NULL,
              weight float8,
              gift boolean NOT NULL,
              shipping jsonb,
              note text
            );
            INSERT INTO %1$s
            SELECT i, i * 7919 %% 100000, md5(i::text)::uuid,
              (ARRAY['new', 'paid', 'packed', 'shipped', 'delivered', 'returned'])[1 + i %% 6],
              timestamptz '2026-01-01' - i * interval '1.000731 second',
              CASE WHEN i %% 3 > 0 THEN date '2026-01-05' - (i %% 2000)::int END,
              (i * 31 %% 1000000) / 100.0,
              CASE WHEN i %% 10 > 0 THEN (i %% 5000) / 17.0::float8 END,
              i %% 15 = 0,
              jsonb_build_object('carrier', (ARRAY['DHL', 'CTT', 'PostNL'])[1 + i %% 3], 'parcels', 1 + i %% 2),
              CASE WHEN i %% 4 > 0 THEN 'If nobody is at home, please leave it with the neighbours at number ' || i %% 140 || ', they know about it.' END
            FROM generate_series(1::bigint, %2$d) AS i;
            """;

    /** Makes and fills it, and has it vacuumed: what a first reader finds to do is not what is measured. */
    static BenchTable make(PgSession session, String name, long rows) throws SQLException {
        TableName table = new TableName("bench", name);
        session.execute(CREATE.formatted(table.sql(), rows));
        session.execute("VACUUM (ANALYZE, FREEZE) " + table.sql());
        String blocks = session.query("""
                        SELECT pg_relation_size('%s') / current_setting('block_size')::bigint""".formatted(table.sql())).getFirst().getFirst();
        return new BenchTable(table, rows, Long.parseLong(Objects.requireNonNull(blocks)));
    }

    TablePlan plan() {
        return TablePlan.whole(name, TOPIC);
    }
}
