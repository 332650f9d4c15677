package dev.tidemark.sandbox;

import dev.tidemark.sandbox.ShopWords.Product;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What happens in a shop: each method is the SQL of one transaction and gives the events of the rows it changed. Rows are
 * locked parents first and then by ascending key, so that two transactions cannot deadlock.
 */
final class ShopChanges {
    private final ChangedRows rows;
    private final KeyRanges keys;

    ShopChanges(ChangedRows rows, KeyRanges keys) {
        this.rows = rows;
        this.keys = keys;
    }

    /** Something that happens often in a shop more often; no events if it met a row that was deleted just then. */
    List<ChangeEvent> next() throws SQLException {
        int dice = ThreadLocalRandom.current().nextInt(100);
        if (dice < 24) {
            return advanceOrders(1);
        } else if (dice < 29) {
            return advanceOrders(3);
        } else if (dice < 47) {
            return placeOrder();
        } else if (dice < 61) {
            return changeQuantity();
        } else if (dice < 65) {
            return removeLine();
        } else if (dice < 73) {
            return deleteOrder();
        } else if (dice < 81) {
            return updateCustomer();
        } else if (dice < 85) {
            return register();
        } else if (dice < 87) {
            return unregister();
        } else if (dice < 93) {
            return say();
        } else {
            return dice < 97 ? sayOtherwise() : unsay();
        }
    }

    private List<ChangeEvent> advanceOrders(int most) throws SQLException {
        List<ChangeEvent> events = new ArrayList<>();
        long from = keys.any(ShopTable.ORDERS);
        for (int i = 0; i < most; i++) {
            List<ChangeEvent> changed = rows.changed(ShopTable.ORDERS, """
                    UPDATE orders
                    SET status = CASE status WHEN 'new' THEN 'paid' WHEN 'paid' THEN 'packed' WHEN 'packed' THEN 'shipped'
                          WHEN 'shipped' THEN 'delivered' WHEN 'delivered' THEN 'returned' ELSE 'new' END::order_status,
                        updated_at = now()
                    WHERE order_id = (SELECT order_id FROM orders WHERE order_id >= ? ORDER BY order_id LIMIT 1)
                    RETURNING order_id, to_jsonb(orders)
                    """, from);
            if (changed.isEmpty()) {
                break;
            }
            events.addAll(changed);
            from = changed.getFirst().key().getFirst() + 1;
        }
        return events;
    }

    private List<ChangeEvent> placeOrder() throws SQLException {
        int lines = ThreadLocalRandom.current().nextInt(1, 3);
        List<Product> basket = new ArrayList<>();
        BigDecimal total = BigDecimal.ZERO;
        for (int line = 0; line < lines; line++) {
            basket.add(pick(ShopWords.PRODUCTS));
            total = total.add(basket.getLast().price());
        }
        List<ChangeEvent> events = new ArrayList<>(rows.changed(
                ShopTable.ORDERS,
                """
                INSERT INTO orders (customer_id, deliver_by, total, weight_kg, coupons, delivery, gift, note)
                SELECT customer_id, current_date + 4, ?, random() * 20,
                  CASE WHEN random() < 0.2 THEN ARRAY[?] END,
                  jsonb_build_object('carrier', 'DHL', 'parcels', 1, 'insured', random() < 0.5),
                  random() < 0.1, CASE WHEN random() < 0.1 THEN ? END
                FROM customers
                WHERE customer_id >= ?
                ORDER BY customer_id
                LIMIT 1
                RETURNING order_id, to_jsonb(orders)
                """,
                total,
                pick(ShopWords.COUPONS),
                pick(ShopWords.NOTES),
                keys.any(ShopTable.CUSTOMERS)));
        if (events.isEmpty()) {
            return events;
        }
        long order = events.getFirst().key().getFirst();
        keys.inserted(ShopTable.ORDERS, order);
        for (int line = 1; line <= lines; line++) {
            Product product = basket.get(line - 1);
            events.addAll(rows.changed(
                    ShopTable.ORDER_LINES, """
                    INSERT INTO order_lines (order_id, line_no, sku, product, quantity, unit_price, attributes)
                    VALUES (?, ?, ?, ?, 1, ?, '{"shelf": "A1", "fragile": false}')
                    RETURNING order_id, line_no, to_jsonb(order_lines)
                    """, order, line, product.sku(), product.name(), product.price()));
        }
        return events;
    }

    private List<ChangeEvent> changeQuantity() throws SQLException {
        List<ChangeEvent> events = new ArrayList<>(touchOrder());
        if (!events.isEmpty()) {
            events.addAll(rows.changed(
                    ShopTable.ORDER_LINES,
                    """
                    UPDATE order_lines
                    SET quantity = 1 + quantity % 5, picked = NOT picked
                    WHERE order_id = ?
                      AND line_no = (SELECT max(line_no) FROM order_lines WHERE order_id = ?)
                    RETURNING order_id, line_no, to_jsonb(order_lines)
                    """,
                    events.getFirst().key().getFirst(),
                    events.getFirst().key().getFirst()));
        }
        return events;
    }

    /** The first of several. */
    private List<ChangeEvent> removeLine() throws SQLException {
        List<ChangeEvent> events = new ArrayList<>(touchOrder());
        if (!events.isEmpty()) {
            events.addAll(rows.deleted(
                    ShopTable.ORDER_LINES,
                    """
                    DELETE FROM order_lines
                    WHERE order_id = ?
                      AND line_no = (SELECT min(line_no) FROM order_lines WHERE order_id = ? HAVING count(*) > 1)
                    RETURNING order_id, line_no
                    """,
                    events.getFirst().key().getFirst(),
                    events.getFirst().key().getFirst()));
        }
        return events;
    }

    /** Whoever changes an order's lines changes, and so locks, the order first. */
    private List<ChangeEvent> touchOrder() throws SQLException {
        return rows.changed(ShopTable.ORDERS, """
                UPDATE orders
                SET delivery = delivery || jsonb_build_object('parcels', 1 + (random() * 3)::int), updated_at = now()
                WHERE order_id = (SELECT order_id FROM orders WHERE order_id >= ? ORDER BY order_id LIMIT 1)
                RETURNING order_id, to_jsonb(orders)
                """, keys.any(ShopTable.ORDERS));
    }

    private List<ChangeEvent> deleteOrder() throws SQLException {
        List<ChangeEvent> found = touchOrder();
        if (found.isEmpty()) {
            return found;
        }
        long order = found.getFirst().key().getFirst();
        List<ChangeEvent> events = new ArrayList<>(rows.deleted(
                ShopTable.ORDER_LINES,
                "DELETE FROM order_lines WHERE order_id = ? RETURNING order_id, line_no",
                order));
        events.addAll(
                rows.deleted(ShopTable.ORDERS, "DELETE FROM orders WHERE order_id = ? RETURNING order_id", order));
        return events;
    }

    private List<ChangeEvent> updateCustomer() throws SQLException {
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

    private List<ChangeEvent> register() throws SQLException {
        String first = pick(ShopWords.FIRST_NAMES);
        String last = pick(ShopWords.LAST_NAMES);
        List<ChangeEvent> events = rows.changed(
                ShopTable.CUSTOMERS,
                """
                INSERT INTO customers (full_name, email, tags, address)
                VALUES (?, ?, '{new}', jsonb_build_object('street', ?, 'number', 7, 'city', ?))
                RETURNING customer_id, to_jsonb(customers)
                """,
                first + " " + last,
                "new.customer@example.com",
                pick(ShopWords.STREETS),
                pick(ShopWords.CITIES));
        keys.inserted(ShopTable.CUSTOMERS, events.getFirst().key().getFirst());
        return events;
    }

    /** Only who never ordered, and that is somebody new. */
    private List<ChangeEvent> unregister() throws SQLException {
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

    private List<ChangeEvent> say() throws SQLException {
        List<ChangeEvent> events = rows.changed(ShopTable.MYTABLE, """
                INSERT INTO mytable (seq, payload)
                SELECT seq, 'hello-' || seq
                FROM nextval('mytable_seq_seq') AS seq
                RETURNING seq, to_jsonb(mytable)
                """);
        keys.inserted(ShopTable.MYTABLE, events.getFirst().key().getFirst());
        return events;
    }

    private List<ChangeEvent> sayOtherwise() throws SQLException {
        return rows.changed(ShopTable.MYTABLE, """
                UPDATE mytable
                SET payload = left(payload, 20) || '!', ts = now()
                WHERE seq = (SELECT seq FROM mytable WHERE seq >= ? ORDER BY seq LIMIT 1)
                RETURNING seq, to_jsonb(mytable)
                """, keys.any(ShopTable.MYTABLE));
    }

    private List<ChangeEvent> unsay() throws SQLException {
        return rows.deleted(ShopTable.MYTABLE, """
                DELETE FROM mytable
                WHERE seq = (SELECT seq FROM mytable WHERE seq >= ? ORDER BY seq LIMIT 1)
                RETURNING seq
                """, keys.recent(ShopTable.MYTABLE));
    }

    private static <T> T pick(List<T> from) {
        return from.get(ThreadLocalRandom.current().nextInt(from.size()));
    }
}
