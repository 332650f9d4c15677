package dev.tidemark.sandbox;

import java.util.List;

/** The demo tables, parents before children: whoever locks rows of several does it in this order. */
enum ShopTable {
    CUSTOMERS("customers", "customer_id"),
    ORDERS("orders", "order_id"),
    ORDER_LINES("order_lines", "order_id", "line_no"),
    MYTABLE("mytable", "seq");

    private final String table;
    private final List<String> key;

    ShopTable(String table, String... key) {
        this.table = table;
        this.key = List.of(key);
    }

    String topic(ShopTopics topics) {
        return switch (this) {
            case CUSTOMERS -> topics.customers();
            case ORDERS -> topics.orders();
            case ORDER_LINES -> topics.orderLines();
            case MYTABLE -> topics.mytable();
        };
    }

    List<String> key() {
        return key;
    }

    /** By its name in the database. */
    static ShopTable of(String name) {
        for (ShopTable one : values()) {
            if (one.table.equals(name)) {
                return one;
            }
        }
        throw new IllegalArgumentException("No demo table: " + name);
    }

    /** Writes a row, and leaves it as it is. */
    String touch() {
        String column = key.getFirst();
        return "UPDATE " + table + " SET " + column + " = " + column + " WHERE " + column + " = (SELECT min(" + column
                + ") FROM " + table + ")";
    }

    String highestKey() {
        return "SELECT coalesce(max(" + key.getFirst() + "), 0) FROM " + table;
    }

    /** The row's state as an event tells it, with the row locked. */
    String lockedState() {
        String condition =
                String.join(" AND ", key.stream().map(column -> column + " = ?").toList());
        return "SELECT to_jsonb(t) FROM " + table + " AS t WHERE " + condition + " FOR UPDATE";
    }
}
