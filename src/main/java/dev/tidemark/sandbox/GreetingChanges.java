package dev.tidemark.sandbox;

import java.sql.SQLException;
import java.util.List;

/** What happens in {@code mytable}. */
final class GreetingChanges {
    private final ChangedRows rows;
    private final KeyRanges keys;

    GreetingChanges(ChangedRows rows, KeyRanges keys) {
        this.rows = rows;
        this.keys = keys;
    }

    List<ChangeEvent> say() throws SQLException {
        List<ChangeEvent> events = rows.changed(ShopTable.MYTABLE, """
                INSERT INTO mytable (seq, payload)
                SELECT seq, 'hello-' || seq
                FROM nextval('mytable_seq_seq') AS seq
                RETURNING seq, to_jsonb(mytable)
                """);
        keys.inserted(ShopTable.MYTABLE, events.getFirst().key().getFirst());
        return events;
    }

    List<ChangeEvent> sayOtherwise() throws SQLException {
        return rows.changed(ShopTable.MYTABLE, """
                UPDATE mytable
                SET payload = left(payload, 20) || '!', ts = now()
                WHERE seq = (SELECT seq FROM mytable WHERE seq >= ? ORDER BY seq LIMIT 1)
                RETURNING seq, to_jsonb(mytable)
                """, keys.any(ShopTable.MYTABLE));
    }

    List<ChangeEvent> unsay() throws SQLException {
        return rows.deleted(ShopTable.MYTABLE, """
                DELETE FROM mytable
                WHERE seq = (SELECT seq FROM mytable WHERE seq >= ? ORDER BY seq LIMIT 1)
                RETURNING seq
                """, keys.recent(ShopTable.MYTABLE));
    }
}
