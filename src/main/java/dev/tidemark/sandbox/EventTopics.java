package dev.tidemark.sandbox;

import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes topics in the sandbox's broker. */
final class EventTopics {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long GLANCE_MILLIS = 10;

    private final KafkaAddress kafka;

    EventTopics(KafkaAddress kafka) {
        this.kafka = kafka;
    }

    /** Makes those that are not there, by name and number of partitions; returns when all can be written to. */
    void create(Map<String, Integer> partitions) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            Set<String> there = admin.listTopics().names().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            List<NewTopic> missing = new ArrayList<>();
            partitions.forEach((name, count) -> {
                if (!there.contains(name)) {
                    missing.add(new NewTopic(name, count, (short) 1));
                }
            });
            admin.createTopics(missing).all().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            awaitLeaders(admin, partitions);
        } catch (ExecutionException | TimeoutException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        }
    }

    /** The controller says yes before the broker knows: the first to ask would be told that there is no such topic. */
    private static void awaitLeaders(Admin admin, Map<String, Integer> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!haveLeaders(admin, partitions)) {
            if (System.nanoTime() > deadline || never.await(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new TimeoutException("no leader for one of " + partitions.keySet());
            }
        }
    }

    private static boolean haveLeaders(Admin admin, Map<String, Integer> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            Map<String, TopicDescription> found =
                    admin.describeTopics(partitions.keySet()).allTopicNames().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            return found.values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition ->
                            partition.leader() != null && !partition.leader().isEmpty());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    private static RuntimeException failed(Exception cause) {
        return Problem.of(
                        "sandbox-topics",
                        "The sandbox's event topics could not be made.",
                        String.valueOf(cause.getMessage()),
                        "Start the sandbox again.")
                .asException(cause);
    }
}
