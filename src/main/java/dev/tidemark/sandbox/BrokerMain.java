package dev.tidemark.sandbox;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * A process with a Kafka broker in it: formats its storage if that is new, and serves until it is told to end. In a
 * process of its own, since Kafka may halt the JVM when its storage fails.
 */
final class BrokerMain {
    private BrokerMain() {}

    /** @param args the settings file and the data folder that it names */
    public static void main(String[] args) {
        String settings = args[0];
        if (!Files.exists(Path.of(args[1], "meta.properties"))) {
            format(settings);
        }
        Kafka.main(new String[] {settings});
    }

    private static void format(String settings) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        String clusterId = Uuid.randomUuid().toString();
        StorageTool.execute(
                new String[] {"format", "--ignore-formatted", "--cluster-id", clusterId, "--config", settings},
                nowhere);
    }
}
