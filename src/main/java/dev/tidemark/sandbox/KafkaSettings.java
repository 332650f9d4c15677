package dev.tidemark.sandbox;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The settings of a single broker that is its own controller (Kafka documentation, KRaft, combined mode). */
final class KafkaSettings {
    private KafkaSettings() {}

    /** Settings that are lists; further ones are added to what is there. */
    private static final Set<String> LISTS =
            Set.of("listeners", "advertised.listeners", "listener.security.protocol.map");

    /** @param more further settings */
    static String file(Path data, int port, int controllerPort, Map<String, String> more) {
        TreeMap<String, Object> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", 1);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("log.dirs", data.toString().replace('\\', '/'));
        settings.put("auto.create.topics.enable", false);
        // What is in the log is what the demonstration is about: nothing of it expires.
        settings.put("log.retention.ms", -1);
        // A killed broker may register again only when its former session is over.
        settings.put("broker.session.timeout.ms", 4000);
        settings.put("broker.heartbeat.interval.ms", 500);
        settings.put("offsets.topic.replication.factor", 1);
        settings.put("offsets.topic.num.partitions", 3);
        settings.put("transaction.state.log.replication.factor", 1);
        settings.put("transaction.state.log.min.isr", 1);
        settings.put("transaction.state.log.num.partitions", 3);
        settings.put("share.coordinator.state.topic.replication.factor", 1);
        settings.put("share.coordinator.state.topic.min.isr", 1);
        settings.put("share.coordinator.state.topic.num.partitions", 3);
        settings.put("group.initial.rebalance.delay.ms", 0);
        // A transaction that its producer left open ends soon after its time, not up to 10 s later.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", 500);
        settings.put("log.cleaner.dedupe.buffer.size", 2_097_152);
        settings.put("log.index.size.max.bytes", 1_048_576);
        settings.put("num.network.threads", 2);
        settings.put("num.io.threads", 4);
        settings.put("background.threads", 2);
        more.forEach((name, value) ->
                settings.merge(name, value, (before, added) -> LISTS.contains(name) ? before + "," + added : added));
        StringBuilder file = new StringBuilder();
        settings.forEach(
                (name, value) -> file.append(name).append('=').append(value).append('\n'));
        return file.toString();
    }
}
