package dev.tidemark.sandbox;

import java.sql.SQLException;
import java.util.List;

/** What happens to customers. */
final class CustomerChanges {
    private final ChangedRows rows;
    private final KeyRanges keys;

    CustomerChanges(ChangedRows rows, KeyRanges keys) {
        this.rows = rows;
        this.keys = keys;
    }

    List<ChangeEvent> update() throws SQLException {
        return rows.changed(ShopTable.CUSTOMERS, """
                UPDATE customers
                SET newsletter = NOT newsletter, updated_at = now(),
                    address = jsonb_set(address, '{number}', to_jsonb((random() * 140)::int)),
                    credit_limit = coalesce(credit_limit, 0) + 10.50
                WHERE customer_id =
                  (SELECT customer_id FROM customers WHERE customer_id >= ? ORDER BY customer_id LIMIT 1)
                RETURNING customer_id, to_jsonb(customers)
                """, keys.any(ShopTable.CUSTOMERS));
    }

    List<ChangeEvent> register() throws SQLException {
        String first = ShopWords.any(ShopWords.FIRST_NAMES);
        String last = ShopWords.any(ShopWords.LAST_NAMES);
        List<ChangeEvent> events = rows.changed(
                ShopTable.CUSTOMERS,
                """
                INSERT INTO customers (full_name, email, tags, address)
                VALUES (?, ?, '{new}', jsonb_build_object('street', ?, 'number', 7, 'city', ?))
                RETURNING customer_id, to_jsonb(customers)
                """,
                first + " " + last,
                "new.customer@example.com",
                ShopWords.any(ShopWords.STREETS),
                ShopWords.any(ShopWords.CITIES));
        keys.inserted(ShopTable.CUSTOMERS, events.getFirst().key().getFirst());
        return events;
    }

    /** Only who never ordered, and that is somebody new. */
    List<ChangeEvent> unregister() throws SQLException {
        return rows.deleted(ShopTable.CUSTOMERS, """
                DELETE FROM customers
                WHERE customer_id = (
                  SELECT customer_id
                  FROM customers AS c
                  WHERE customer_id >= ?
                    AND NOT EXISTS (SELECT FROM orders AS o WHERE o.customer_id = c.customer_id)
                  ORDER BY customer_id
                  LIMIT 1)
                RETURNING customer_id
                """, keys.recent(ShopTable.CUSTOMERS));
    }
}
