package dev.tidemark.run;

import dev.tidemark.consume.LogReader.Message;
import dev.tidemark.postgres.PgSession;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A demo table's rows by their message key, with exact numbers, whatever the order of a JSON object's members. */
final class ShopRows {
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    static final Map<String, String> KEYS = Map.of(
            "mytable", "seq::text",
            "customers", "customer_id::text",
            "orders", "order_id::text",
            "order_lines", "'{\"order_id\":' || order_id || ',\"line_no\":' || line_no || '}'");

    private ShopRows() {}

    /** As a session sees them. */
    static Map<String, JsonNode> seenBy(PgSession session, String table) throws SQLException {
        Map<String, JsonNode> rows = new HashMap<>();
        session.query("SELECT " + KEYS.get(table) + ", to_jsonb(t) FROM " + table + " t")
                .forEach(row -> rows.put(row.get(0), EXACT.readTree(Objects.requireNonNull(row.get(1)))));
        return rows;
    }

    /** Applies events, the last one of a key wins. */
    static void apply(Map<String, JsonNode> rows, List<Message> events) {
        for (Message event : events) {
            if (event.value() == null) {
                rows.remove(event.keyText());
            } else {
                rows.put(event.keyText(), EXACT.readTree(event.value()));
            }
        }
    }
}
