package dev.tidemark.kafka;

import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.problem.Problem;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.BrokerNotAvailableException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Says in plain words what Kafka, or the way to it, refused. */
public final class KafkaProblems {
    static final String TRANSACTION_RIGHTS = "transaction-rights";
    static final String CLUSTER_RIGHTS = "cluster-rights";

    private KafkaProblems() {}

    /** What went wrong with this cluster, and what to do about it. */
    public static Problem of(Throwable error, KafkaAddress address) {
        Throwable known = mostTelling(error);
        return of(known, address.bootstrapServers()).from(known.getClass().getSimpleName());
    }

    private static Problem of(Throwable error, String cluster) {
        return switch (error) {
            case SslAuthenticationException e -> tls(e, cluster);
            case SaslAuthenticationException e -> login(e, cluster);
            case AuthenticationException e -> login(e, cluster);
            case AuthorizationException e -> rights(e, cluster);
            case UnknownTopicOrPartitionException e ->
                Problem.of(
                        "unknown-topic",
                        "A topic does not exist.",
                        words(e),
                        "Check the topic's name, or create it; if it is new, try again in a moment.");
            case InvalidTopicException e ->
                Problem.of(
                        "topic-name",
                        "This is no name for a topic.",
                        words(e),
                        "Use letters, digits, dots, hyphens and underscores, at most 249.");
            case RecordTooLargeException e ->
                Problem.of(
                        "message-too-large",
                        "A message is larger than its topic allows.",
                        words(e),
                        "Raise the topic's max.message.bytes, or leave large columns out.");
            case ProducerFencedException e -> fenced(e);
            case InvalidProducerEpochException e -> fenced(e);
            case FencedInstanceIdException e -> fenced(e);
            case NotEnoughReplicasException e ->
                Problem.of(
                        "too-few-replicas",
                        "Kafka does not accept writes: too few replicas are in sync.",
                        words(e),
                        "Bring the missing brokers back (see min.insync.replicas), then try again.");
            case InvalidReplicationFactorException e ->
                Problem.of(
                        "replication",
                        "The topic can't be created with this replication.",
                        words(e),
                        "Bring the missing brokers back, or create the topic yourself.");
            case PolicyViolationException e ->
                Problem.of(
                        "topic-policy",
                        "The cluster's policy refuses this topic.",
                        words(e),
                        "Have the topic created by those who run the cluster.");
            case TimeoutException e -> silent(e, cluster);
            case DisconnectException e -> silent(e, cluster);
            case BrokerNotAvailableException e -> silent(e, cluster);
            case ConfigException e -> settings(e);
            default ->
                Problem.of(
                        "kafka-error",
                        "Kafka at " + cluster + " refused a request.",
                        words(error),
                        "The brokers' logs say more; try again when the cause is gone.");
        };
    }

    private static Problem login(Throwable e, String cluster) {
        return Problem.of(
                "kafka-login",
                "Kafka at " + cluster + " does not accept the login.",
                words(e),
                "Check sasl.mechanism, sasl.jaas.config and security.protocol in the client properties file.");
    }

    private static Problem tls(Throwable e, String cluster) {
        return Problem.of(
                "kafka-tls",
                "No encrypted connection to Kafka at " + cluster + " came about.",
                words(e),
                "Check security.protocol and the ssl.truststore and ssl.keystore settings in the client properties"
                        + " file.");
    }

    private static Problem rights(AuthorizationException error, String cluster) {
        return switch (error) {
            case TopicAuthorizationException e ->
                Problem.of(
                        "topic-rights",
                        "Kafka does not let us use a topic.",
                        words(e),
                        "Have DESCRIBE, READ and WRITE granted on the event topics and rows topics.");
            case TransactionalIdAuthorizationException e ->
                Problem.of(
                        TRANSACTION_RIGHTS,
                        "Kafka does not let us write in transactions.",
                        words(e),
                        "Have WRITE and DESCRIBE granted on transactional ids with the prefix “tidemark-”.");
            case ClusterAuthorizationException e ->
                Problem.of(
                        CLUSTER_RIGHTS,
                        "Kafka does not let us do that to the cluster.",
                        words(e),
                        "Have CREATE and IDEMPOTENT_WRITE granted, or create the rows topics beforehand.");
            default ->
                Problem.of(
                        "kafka-rights",
                        "Kafka at " + cluster + " does not allow that.",
                        words(error),
                        "Have those who run the cluster grant what is missing.");
        };
    }

    private static Problem fenced(Throwable e) {
        return Problem.of(
                "fenced",
                "Another console has taken this run over.",
                "A producer with the same transactional id has started: " + words(e),
                "Go on in the other console; nothing of this one's open transaction is visible.");
    }

    private static Problem silent(Throwable e, String cluster) {
        return Problem.of(
                "kafka-timeout",
                "Kafka at " + cluster + " does not answer.",
                words(e),
                "Check that the brokers run, that their advertised.listeners are reachable from here, and that"
                        + " security.protocol is the listener's (TLS or not).");
    }

    private static Problem settings(Throwable e) {
        return Problem.of(
                "kafka-settings",
                "The Kafka client's settings are not right.",
                words(e),
                "Correct the bootstrap servers or the client properties file.");
    }

    /** The innermost error of Kafka's own: wrappers around it only say that something failed. */
    private static Throwable mostTelling(Throwable error) {
        Throwable found = error;
        for (Throwable t = error; t != null; t = t.getCause()) {
            found = t instanceof KafkaException ? t : found;
        }
        return found;
    }

    private static String words(Throwable error) {
        String message = error.getMessage();
        return message == null || message.isBlank() ? error.getClass().getSimpleName() : message;
    }
}
