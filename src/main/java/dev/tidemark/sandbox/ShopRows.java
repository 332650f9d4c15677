package dev.tidemark.sandbox;

import dev.tidemark.sandbox.ShopWords.Product;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Fills the demo tables inside the server: 200,000 orders take seconds. */
final class ShopRows {
    private static final int ORDERS_PER_CUSTOMER = 10;

    private final Connection connection;
    private final long orders;

    ShopRows(Connection connection, long orders) {
        this.connection = connection;
        this.orders = orders;
    }

    long customers() {
        return Math.max(1, orders / ORDERS_PER_CUSTOMER);
    }

    void insert() throws SQLException {
        run("INSERT INTO mytable (payload) VALUES ('hello-1'), ('hello-2')");
        words();
        run("""
                INSERT INTO customers
                SELECT i, gen_random_uuid(), n.first || ' ' || n.last,
                  lower(regexp_replace(n.first || '.' || n.last, '[^[:alpha:].]', '', 'g')) || i || '@example.com',
                  CASE WHEN i % 3 > 0 THEN '+351 21 ' || lpad((i * 7919 % 10000000)::text, 7, '0') END,
                  CASE WHEN i % 5 > 0 THEN DATE '1950-01-01' + (i * 37 % 20000)::int END,
                  (ARRAY['bronze', 'bronze', 'bronze', 'silver', 'silver', 'gold'])[1 + i % 6]::customer_tier,
                  i % 4 = 0,
                  (ARRAY['{}', '{b2b}', '{vip,early-access}', '{"returns, often"}'])[1 + i % 4]::text[],
                  jsonb_build_object('street', w.streets[1 + i % w.n_streets], 'number', 1 + i % 140,
                    'city', w.cities[1 + i % w.n_cities], 'zip', lpad((i * 31 % 100000)::text, 5, '0')),
                  CASE WHEN i % 6 = 5 THEN 500 + (i % 40) * 125.50 END,
                  t.at, t.at + (i % 90) * INTERVAL '1 day'
                FROM shop_words AS w,
                  generate_series(1, :customers) AS i,
                  LATERAL (SELECT w.firsts[1 + i * 7 % w.n_firsts] AS first,
                    w.lasts[1 + i * 11 % w.n_lasts] AS last) AS n,
                  LATERAL (SELECT date_trunc('day', now()) - (100 + i * 13 % 1500) * INTERVAL '1 day'
                    + (i * 7919 % 86400) * INTERVAL '1.000307 second' AS at) AS t
                """);
        run("""
                INSERT INTO order_lines
                SELECT o, l, p.sku, p.name, 1 + (o * 3 + l) % 4, p.price,
                  CASE WHEN (o + l) % 7 = 0 THEN 0.125 END,
                  o % 20 > 0,
                  CASE WHEN (o + l) % 9 = 0 THEN ARRAY[o * 1000 + l, o * 1000 + l + 500] END,
                  CASE WHEN l % 2 = 1 THEN jsonb_build_object('shelf', chr((65 + o % 26)::int) || l, 'fragile', o % 5 = 0) END
                FROM generate_series(1, :orders) AS o,
                  generate_series(1, (1 + o * 7 % 4)::int) AS l,
                  shop_products AS p
                WHERE p.id = (o * 31 + l * 17) % (SELECT count(*) FROM shop_products)
                """);
        run("""
                INSERT INTO orders
                SELECT o, 1 + o * 7919 % :customers, gen_random_uuid(),
                  CASE WHEN o % 20 = 0 THEN (ARRAY['new', 'paid', 'packed'])[1 + o / 20 % 3]
                    ELSE (ARRAY['shipped', 'delivered', 'delivered', 'delivered', 'returned', 'delivered'])[1 + o % 6]
                  END::order_status,
                  t.at,
                  CASE WHEN o % 3 > 0 THEN (t.at + INTERVAL '4 days')::date END,
                  s.total, 'EUR',
                  CASE WHEN o % 10 > 0 THEN round(s.total::numeric / 17, 3)::float8 END,
                  CASE WHEN o % 8 = 0 THEN ARRAY[w.coupons[1 + o / 8 % w.n_coupons]] END,
                  jsonb_build_object('carrier', (ARRAY['DHL', 'CTT', 'PostNL'])[1 + o % 3], 'parcels', 1 + o % 2,
                    'insured', o % 11 = 0),
                  o % 15 = 0,
                  CASE WHEN o % 12 = 0 THEN w.notes[1 + o / 12 % w.n_notes] END,
                  t.at + (o % 100) * INTERVAL '1 hour'
                FROM (SELECT order_id AS o, sum(round(quantity * unit_price * (1 - coalesce(discount, 0)), 2)) AS total
                    FROM order_lines
                    GROUP BY order_id) AS s,
                  shop_words AS w,
                  LATERAL (SELECT date_trunc('day', now()) - (:orders - o) * INTERVAL '90 seconds'
                    - INTERVAL '0.000731 second' * (o % 1000) AS at) AS t
                ORDER BY o
                """);
        continueAfter("customers", "customer_id");
        continueAfter("orders", "order_id");
    }

    private void words() throws SQLException {
        run("""
                CREATE TEMP TABLE shop_words (
                  firsts TEXT[], n_firsts INT, lasts TEXT[], n_lasts INT, cities TEXT[], n_cities INT,
                  streets TEXT[], n_streets INT, notes TEXT[], n_notes INT, coupons TEXT[], n_coupons INT
                ) ON COMMIT DROP
                """);
        List<List<String>> words = List.of(
                ShopWords.FIRST_NAMES,
                ShopWords.LAST_NAMES,
                ShopWords.CITIES,
                ShopWords.STREETS,
                ShopWords.NOTES,
                ShopWords.COUPONS);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO shop_words VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int i = 0; i < words.size(); i++) {
                insert.setArray(2 * i + 1, array("text", words.get(i)));
                insert.setInt(2 * i + 2, words.get(i).size());
            }
            insert.executeUpdate();
        }
        try (PreparedStatement create = connection.prepareStatement("""
                INSERT INTO shop_products
                SELECT id - 1, sku, name, price
                FROM unnest(?, ?, ?) WITH ORDINALITY AS p (sku, name, price, id)
                """)) {
            run("CREATE TEMP TABLE shop_products (id BIGINT, sku TEXT, name TEXT, price NUMERIC) ON COMMIT DROP");
            List<Product> products = ShopWords.PRODUCTS;
            create.setArray(1, array("text", products.stream().map(Product::sku).toList()));
            create.setArray(
                    2, array("text", products.stream().map(Product::name).toList()));
            create.setArray(
                    3, array("numeric", products.stream().map(Product::price).toList()));
            create.executeUpdate();
        }
    }

    private Array array(String type, List<?> elements) throws SQLException {
        return connection.createArrayOf(type, elements.toArray());
    }

    private void continueAfter(String table, String column) throws SQLException {
        run("SELECT setval(pg_get_serial_sequence('%1$s', '%2$s'), max(%2$s)) FROM %1$s".formatted(table, column));
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    sql.replace(":customers", customers() + "::bigint").replace(":orders", orders + "::bigint"));
        }
    }
}
