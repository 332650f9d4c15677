package dev.tidemark.sandbox;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import java.io.IOException;

/** The process behind {@link DemoProcess}: writes and publishes until its standard input ends. */
final class DemoMain {
    private DemoMain() {}

    /** @param args database URL, bootstrap servers, the topics' prefix, writers, changes a second, when to publish */
    public static void main(String[] args) throws IOException {
        DemoShop shop =
                new DemoShop(DatabaseAddress.parse(args[0]), KafkaAddress.of(args[1]), ShopTopics.withPrefix(args[2]));
        DemoOptions options =
                new DemoOptions(Integer.parseInt(args[3]), Double.parseDouble(args[4]), Publish.valueOf(args[5]));
        try (DemoApplication _ = shop.startApplication(options)) {
            while (System.in.read() >= 0) {
                // Nothing is said to it; the end of the stream is the end of whoever started it.
            }
        }
    }
}
