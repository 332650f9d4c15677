package dev.tidemark.bench;

import dev.tidemark.consume.TableFollower;
import dev.tidemark.consume.TableFollower.Marked;
import dev.tidemark.consume.TableFollower.Outcome;
import dev.tidemark.kafka.ClientSettings;
import dev.tidemark.kafka.RowProducer;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TablePlan;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A consumer of the demo shop's events, as good as docs/protocol.md asks for, and its comparison with the database. */
final class ShopFollowers {
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Map<String, String> KEYS = Map.of(
            "mytable", "seq::text",
            "customers", "customer_id::text",
            "orders", "order_id::text",
            "order_lines", "'{\"order_id\":' || order_id || ',\"line_no\":' || line_no || '}'");

    private final PgRows database;
    private final Map<TablePlan, TableFollower<JsonNode>> followers = new LinkedHashMap<>();

    /**
     * What the consumer ended with.
     *
     * @param losses rows that are not as in the database, marks that were left open, runs that are there in part
     * @param duplicates rows that stood twice
     * @param applied whether a run's rows were applied
     */
    record Verdict(long losses, long duplicates, boolean applied) {}

    ShopFollowers(Plan plan, PgRows database) {
        this.database = database;
        Map<String, Object> client = new HashMap<>(ClientSettings.of(plan.kafka()));
        // Each look ends with a fetch that finds nothing more.
        client.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        plan.tables()
                .forEach(table -> followers.put(
                        table,
                        new TableFollower<>(
                                client,
                                table.table(),
                                table.eventTopic(),
                                table.rowsTopic(),
                                EXACT::readTree,
                                RowProducer::partition)));
    }

    /** Begins anew with what is in the database; nobody may write meanwhile. */
    void start() {
        followers.forEach((table, follower) -> follower.startFrom(seen(table)));
    }

    /** Follows up to the present and compares; nobody may write meanwhile. */
    Verdict follow() {
        long losses = 0;
        long duplicates = 0;
        Map<String, Set<Outcome>> outcomes = new HashMap<>();
        for (Map.Entry<TablePlan, TableFollower<JsonNode>> entry : followers.entrySet()) {
            List<Marked> marks = entry.getValue().follow();
            for (Marked mark : marks) {
                losses += mark.wrong();
                duplicates += mark.twice();
                outcomes.computeIfAbsent(mark.run(), _ -> new TreeSet<>()).add(mark.outcome());
            }
            losses += differences(seen(entry.getKey()), entry.getValue().rows());
        }
        losses += outcomes.values().stream()
                .filter(found -> !found.equals(Set.of(Outcome.APPLIED)) && !found.equals(Set.of(Outcome.VOIDED)))
                .count();
        return new Verdict(
                losses, duplicates, outcomes.values().stream().anyMatch(found -> found.contains(Outcome.APPLIED)));
    }

    private static long differences(Map<String, JsonNode> one, Map<String, JsonNode> other) {
        Set<String> keys = new TreeSet<>(one.keySet());
        keys.addAll(other.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(one.get(key), other.get(key)))
                .count();
    }

    private Map<String, JsonNode> seen(TablePlan table) {
        Map<String, JsonNode> rows = new HashMap<>();
        database.query("SELECT " + KEYS.get(table.table().name()) + ", to_jsonb(t) FROM "
                        + table.table().sql() + " t")
                .forEach(row -> rows.put(
                        Objects.requireNonNull(row.get(0)), EXACT.readTree(Objects.requireNonNull(row.get(1)))));
        return rows;
    }
}
