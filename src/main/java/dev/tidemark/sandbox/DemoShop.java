package dev.tidemark.sandbox;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Plan;

/**
 * The demo tables in one database and their event topics in one cluster.
 *
 * @param database as the tables' owner, who needs no password
 * @param kafka where the event topics are
 * @param topics their names
 */
public record DemoShop(DatabaseAddress database, KafkaAddress kafka, ShopTopics topics) {

    /** Makes the tables with this many orders, all or nothing; true unless they were there. */
    public boolean load(long orders) {
        return new ShopLoad(database).load(orders);
    }

    /** Makes the event topics that are not there. */
    public void createTopics() {
        new EventTopics(kafka).create(topics.partitions());
    }

    /** All four tables to their event topics. */
    public Plan plan() {
        return Plan.of(database, kafka, topics.tables());
    }

    public DemoApplication startApplication(DemoOptions options) {
        return DemoApplication.start(this, options);
    }
}
