package dev.tidemark.sandbox;

import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import java.util.List;
import java.util.Map;

/**
 * The event topics of the demo tables.
 *
 * @param mytable of {@code mytable}, with 1 partition
 * @param customers of {@code customers}, with 6 partitions
 * @param orders of {@code orders}, with 6 partitions
 * @param orderLines of {@code order_lines}, with 6 partitions
 */
public record ShopTopics(String mytable, String customers, String orders, String orderLines) {
    private static final int PARTITIONS = 6;

    public static ShopTopics standard() {
        return withPrefix("");
    }

    /** For several shops on one broker. */
    public static ShopTopics withPrefix(String prefix) {
        return new ShopTopics(
                prefix + "mytable-events", prefix + "customers", prefix + "orders", prefix + "order-lines");
    }

    Map<String, Integer> partitions() {
        return Map.of(mytable, 1, customers, PARTITIONS, orders, PARTITIONS, orderLines, PARTITIONS);
    }

    List<TablePlan> tables() {
        return List.of(
                TablePlan.whole(TableName.parse("mytable"), mytable),
                TablePlan.whole(TableName.parse("customers"), customers),
                TablePlan.whole(TableName.parse("orders"), orders),
                TablePlan.whole(TableName.parse("order_lines"), orderLines));
    }
}
