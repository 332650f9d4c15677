package dev.tidemark.kafka;

import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.ClientDnsLookup;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.common.config.ConfigException;

/**
 * Whether anything listens at the bootstrap servers. The Kafka client tries for as long as its timeout allows and then
 * says no more than that time is up; this says at once which it is: unknown, refused or silent.
 */
final class Reachability {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private Reachability() {}

    /** Empty if one of them accepts a connection. */
    static Optional<Problem> problem(KafkaAddress address) {
        List<InetSocketAddress> servers;
        try {
            servers = ClientUtils.parseAndValidateAddresses(
                    List.of(address.bootstrapServers().split("\\s*,\\s*", -1)), ClientDnsLookup.USE_ALL_DNS_IPS);
        } catch (ConfigException e) {
            return Optional.of(unresolvable(address, e));
        }
        List<String> refusals = new ArrayList<>();
        for (InetSocketAddress server : servers) {
            try (Socket socket = new Socket()) {
                socket.connect(server, (int) LIMIT.toMillis() / servers.size() + 500);
                return Optional.empty();
            } catch (SocketTimeoutException e) {
                refusals.add(server.getHostString() + ":" + server.getPort() + " does not answer");
            } catch (IOException e) {
                refusals.add(server.getHostString() + ":" + server.getPort() + ": " + e.getMessage());
            }
        }
        return Optional.of(Problem.of(
                "kafka-unreachable",
                "Kafka at " + address.bootstrapServers() + " cannot be reached.",
                String.join("; ", refusals) + ".",
                "Check host and port, that the brokers run, and firewalls or VPN on the way."));
    }

    private static Problem unresolvable(KafkaAddress address, ConfigException e) {
        return !address.bootstrapServers().isBlank()
                        && String.valueOf(e.getMessage()).contains("No resolvable")
                ? Problem.of(
                        "kafka-unknown-host",
                        "No host of “" + address.bootstrapServers() + "” is known.",
                        "This computer's name service has no address for any of them.",
                        "Check the spelling, and whether you need a VPN to reach the cluster.")
                : Problem.of(
                        "kafka-address",
                        "The bootstrap servers “" + address.bootstrapServers() + "” cannot be read.",
                        String.valueOf(e.getMessage()),
                        "Write host:port, several separated by commas.");
    }
}
