package dev.tidemark.kafka;

import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.problem.Problem;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The Kafka cluster and its topics. Every call blocks, at most for some seconds, and throws a ProblemException. */
public final class Cluster implements AutoCloseable {
    /** Above the client's own limit, which has the better message. */
    private static final Duration LIMIT = Duration.ofSeconds(12);
    /** What a rows topic has in common with its event topic; not its clean-up, since compaction would break its counts. */
    private static final Set<String> INHERITED =
            Set.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);

    private final Admin admin;
    private final KafkaAddress address;

    private Cluster(Admin admin, KafkaAddress address) {
        this.admin = admin;
        this.address = address;
    }

    /** Connects, and asks something, so that whatever is wrong is said at once. */
    public static Cluster connect(KafkaAddress address) {
        Map<String, Object> settings = ClientSettings.of(address);
        Reachability.problem(address).ifPresent(problem -> {
            throw problem.asException();
        });
        try {
            Cluster cluster = new Cluster(Admin.create(settings), address);
            try {
                cluster.facts();
                return cluster;
            } catch (RuntimeException e) {
                cluster.close();
                throw e;
            }
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, address).asException(e);
        }
    }

    Admin admin() {
        return admin;
    }

    public KafkaAddress address() {
        return address;
    }

    /** What the cluster says of itself. */
    public ClusterFacts facts() {
        DescribeClusterResult result = admin.describeCluster();
        String id = answer(result.clusterId());
        long start = System.nanoTime();
        int brokers = answer(admin.describeCluster().nodes()).size();
        return new ClusterFacts(id == null ? "" : id, brokers, Duration.ofNanos(System.nanoTime() - start));
    }

    /** All topics but internal ones, by name. */
    public List<TopicInfo> topics() {
        Set<String> names = answer(admin.listTopics().names());
        return topics(names).values().stream().toList();
    }

    public Optional<TopicInfo> topic(String name) {
        return Optional.ofNullable(topics(List.of(name)).get(name));
    }

    /** Those of the named topics that exist, by name. */
    public Map<String, TopicInfo> topics(Collection<String> names) {
        Map<String, TopicInfo> topics = new TreeMap<>();
        admin.describeTopics(names)
                .topicNameValues()
                .forEach((name, future) -> existing(future)
                        .ifPresent(topic -> topics.put(
                                name, new TopicInfo(name, topic.partitions().size()))));
        return topics;
    }

    /** How an existing topic keeps its messages. */
    public TopicSettings settings(String topic) {
        Config config = config(topic);
        TopicDescription description = answer(
                        admin.describeTopics(List.of(topic)).allTopicNames())
                .values()
                .iterator()
                .next();
        return new TopicSettings(
                Integer.parseInt(
                        config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value()),
                config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value(),
                description.partitions().getFirst().replicas().size());
    }

    /**
     * Makes a topic with the other's replication and message limit, unless one of this name exists.
     *
     * @param name of the new topic
     * @param partitions how many
     * @param like the topic that it accompanies
     */
    public void createTopic(String name, int partitions, String like) {
        Map<String, String> inherited = config(like).entries().stream()
                .filter(entry -> INHERITED.contains(entry.name())
                        && entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.of((short)
                        settings(like).replication()))
                .configs(inherited);
        try {
            admin.createTopics(List.of(topic)).all().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw KafkaProblems.of(e, address).asException(e);
            }
        } catch (java.util.concurrent.TimeoutException e) {
            throw KafkaProblems.of(e, address).asException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The offset that the next message of each partition gets. */
    public Map<Integer, Long> endOffsets(String topic) {
        int partitions = topic(topic)
                .orElseThrow(() -> KafkaProblems.of(new UnknownTopicOrPartitionException(topic), address)
                        .asException())
                .partitions();
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            wanted.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        Map<Integer, Long> offsets = new TreeMap<>();
        ListOffsetsResult result = admin.listOffsets(wanted);
        wanted.keySet()
                .forEach(p -> offsets.put(
                        p.partition(), answer(result.partitionResult(p)).offset()));
        return offsets;
    }

    private Config config(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return answer(admin.describeConfigs(List.of(resource)).all())
                .values()
                .iterator()
                .next();
    }

    private Optional<TopicDescription> existing(KafkaFuture<TopicDescription> future) {
        try {
            return Optional.of(future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw KafkaProblems.of(e, address).asException(e);
        } catch (java.util.concurrent.TimeoutException e) {
            throw KafkaProblems.of(e, address).asException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw KafkaProblems.of(e, address).asException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private RuntimeException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return Problem.of(
                        "interrupted",
                        "A question to Kafka at " + address.bootstrapServers() + " was broken off.",
                        "The program stopped waiting for the answer.",
                        "Ask again.")
                .asException(e);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
