package dev.tidemark.kafka;

import dev.tidemark.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** Whether the cluster would take what we are going to write. Every call blocks and throws as {@link Cluster}'s do. */
public final class Readiness {
    private static final String ANY_OF_OURS = "tidemark-marks-check";
    private static final String TRANSACTIONS = "__transaction_state";
    private static final String TRANSACTIONS_MIN_ISR = "transaction.state.log.min.isr";
    private static final String TRANSACTIONS_REPLICATION = "transaction.state.log.replication.factor";

    private final Cluster cluster;
    private final Admin admin;

    public Readiness(Cluster cluster) {
        this.cluster = cluster;
        this.admin = cluster.admin();
    }

    /**
     * How ready a topic is.
     *
     * @param inSync how many replicas are in sync in the partition that has the fewest; 0 if one has no leader
     * @param minInSync how many a write with {@code acks=all} needs
     * @param writable whether we may write to it; true if the cluster does not say
     */
    public record Topic(int inSync, int minInSync, boolean writable) {}

    /**
     * How ready the cluster is for transactions.
     *
     * @param brokers how many are alive
     * @param inSync how many replicas of the transactions' log are in sync where it has the fewest; the number of live
     *     brokers if it is not made yet
     * @param needed how many it needs to take a transaction, or to be made
     */
    public record Transactions(int brokers, int inSync, int needed) {
        public boolean ready() {
            return inSync >= needed;
        }
    }

    /** Of those of the named topics that exist. */
    public Map<String, Topic> topics(Collection<String> names) {
        Collection<String> there = cluster.topics(names).keySet();
        List<ConfigResource> resources = there.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<ConfigResource, Config> configs =
                cluster.answer(admin.describeConfigs(resources).all());
        Map<String, TopicDescription> topics = cluster.answer(
                admin.describeTopics(there, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                        .allTopicNames());
        Map<String, Topic> ready = new TreeMap<>();
        topics.forEach((name, topic) -> ready.put(
                name,
                new Topic(
                        inSync(topic),
                        number(
                                configs.get(new ConfigResource(ConfigResource.Type.TOPIC, name)),
                                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                                1),
                        topic.authorizedOperations() == null
                                || topic.authorizedOperations().contains(AclOperation.WRITE))));
        return ready;
    }

    /** Whether we may make topics; true if the cluster does not say. */
    public boolean mayCreateTopics() {
        var allowed =
                cluster.answer(admin.describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true))
                        .authorizedOperations());
        return allowed == null || allowed.contains(AclOperation.CREATE);
    }

    /**
     * Whether we may write in transactions with the ids that a run uses; true if the cluster does not say. It is asked for a
     * transaction that may be open for longer than any cluster allows: who may not write is told so first, and to who may
     * the timeout is refused before the broker writes anything (KIP-98, InitProducerIdRequest; the admin client takes its own
     * time limit for the transaction's). DESCRIBE alone is not enough for a run.
     */
    public boolean mayUseTransactions() {
        try {
            FenceProducersOptions longer = new FenceProducersOptions().timeoutMs(Integer.MAX_VALUE);
            cluster.answer(admin.fenceProducers(List.of(ANY_OF_OURS), longer).all());
            return true;
        } catch (ProblemException e) {
            return !e.problem().code().equals(KafkaProblems.TRANSACTION_RIGHTS);
        }
    }

    /** Of the cluster's transactions' log. */
    public Transactions transactions() {
        List<Node> brokers =
                new ArrayList<>(cluster.answer(admin.describeCluster().nodes()));
        ConfigResource broker = new ConfigResource(
                ConfigResource.Type.BROKER, brokers.getFirst().idString());
        Config config = settings(broker);
        Optional<TopicDescription> log = Optional.ofNullable(
                        cluster.answer(admin.listTopics(new ListTopicsOptions().listInternal(true))
                                .names()))
                .filter(names -> names.contains(TRANSACTIONS))
                .map(_ -> cluster.answer(
                                admin.describeTopics(List.of(TRANSACTIONS)).allTopicNames())
                        .get(TRANSACTIONS));
        return log.map(topic ->
                        new Transactions(brokers.size(), inSync(topic), number(config, TRANSACTIONS_MIN_ISR, 1)))
                .orElseGet(() ->
                        new Transactions(brokers.size(), brokers.size(), number(config, TRANSACTIONS_REPLICATION, 1)));
    }

    /** Null where we may not see them, which few roles may. */
    private @Nullable Config settings(ConfigResource broker) {
        try {
            return cluster.answer(admin.describeConfigs(List.of(broker)).all()).get(broker);
        } catch (ProblemException e) {
            if (e.problem().code().equals(KafkaProblems.CLUSTER_RIGHTS)) {
                return null;
            }
            throw e;
        }
    }

    private static int inSync(TopicDescription topic) {
        return topic.partitions().stream()
                .mapToInt(p -> p.leader() == null ? 0 : p.isr().size())
                .min()
                .orElse(0);
    }

    private static int number(@Nullable Config config, String name, int otherwise) {
        return Optional.ofNullable(config)
                .map(c -> c.get(name))
                .map(ConfigEntry::value)
                .map(Integer::parseInt)
                .orElse(otherwise);
    }
}
