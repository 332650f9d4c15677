package dev.tidemark.sandbox;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What happens in a shop: the SQL of one transaction after the other, and the events of the rows it changed. Rows are
 * locked parents first and then by ascending key, so that two transactions cannot deadlock.
 */
final class ShopChanges {
    private final OrderChanges orders;
    private final CustomerChanges customers;
    private final GreetingChanges greetings;

    ShopChanges(ChangedRows rows, KeyRanges keys) {
        this.orders = new OrderChanges(rows, keys);
        this.customers = new CustomerChanges(rows, keys);
        this.greetings = new GreetingChanges(rows, keys);
    }

    /** Something that happens often in a shop more often; no events if it met a row that was deleted just then. */
    List<ChangeEvent> next() throws SQLException {
        int dice = ThreadLocalRandom.current().nextInt(100);
        if (dice < 24) {
            return orders.advanceOrders(1);
        } else if (dice < 29) {
            return orders.advanceOrders(3);
        } else if (dice < 47) {
            return orders.placeOrder();
        } else if (dice < 61) {
            return orders.changeQuantity();
        } else if (dice < 65) {
            return orders.removeLine();
        } else if (dice < 73) {
            return orders.deleteOrder();
        } else if (dice < 81) {
            return customers.update();
        } else if (dice < 85) {
            return customers.register();
        } else if (dice < 87) {
            return customers.unregister();
        } else if (dice < 93) {
            return greetings.say();
        } else {
            return dice < 97 ? greetings.sayOtherwise() : greetings.unsay();
        }
    }
}
