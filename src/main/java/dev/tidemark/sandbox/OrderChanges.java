package dev.tidemark.sandbox;

import dev.tidemark.sandbox.ShopWords.Product;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What happens to orders and their lines: whoever changes lines locks their order first. */
final class OrderChanges {
    private final ChangedRows rows;
    private final KeyRanges keys;

    OrderChanges(ChangedRows rows, KeyRanges keys) {
        this.rows = rows;
        this.keys = keys;
    }

    List<ChangeEvent> advanceOrders(int most) throws SQLException {
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

    List<ChangeEvent> placeOrder() throws SQLException {
        int lines = ThreadLocalRandom.current().nextInt(1, 3);
        List<Product> basket = new ArrayList<>();
        BigDecimal total = BigDecimal.ZERO;
        for (int line = 0; line < lines; line++) {
            basket.add(ShopWords.any(ShopWords.PRODUCTS));
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
                ShopWords.any(ShopWords.COUPONS),
                ShopWords.any(ShopWords.NOTES),
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

    List<ChangeEvent> changeQuantity() throws SQLException {
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
    List<ChangeEvent> removeLine() throws SQLException {
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

    List<ChangeEvent> deleteOrder() throws SQLException {
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

    /** Whoever changes an order's lines changes, and so locks, the order first. */
    private List<ChangeEvent> touchOrder() throws SQLException {
        return rows.changed(ShopTable.ORDERS, """
                UPDATE orders
                SET delivery = delivery || jsonb_build_object('parcels', 1 + (random() * 3)::int), updated_at = now()
                WHERE order_id = (SELECT order_id FROM orders WHERE order_id >= ? ORDER BY order_id LIMIT 1)
                RETURNING order_id, to_jsonb(orders)
                """, keys.any(ShopTable.ORDERS));
    }
}
