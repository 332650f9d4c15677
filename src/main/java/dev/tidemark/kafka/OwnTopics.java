package dev.tidemark.kafka;

import dev.tidemark.plan.KafkaAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes topics that are for one occasion, and deletes them afterwards. */
public final class OwnTopics {
    private static final long LIMIT_SECONDS = 12;

    private final KafkaAddress address;

    public OwnTopics(KafkaAddress address) {
        this.address = address;
    }

    /** Makes the topics, with the cluster's own replication. Throws a ProblemException. */
    public void create(Collection<String> names, int partitions) {
        List<NewTopic> topics = names.stream()
                .map(name -> new NewTopic(name, Optional.of(partitions), Optional.empty()))
                .toList();
        try (Admin admin = Admin.create(ClientSettings.of(address))) {
            await(admin.createTopics(topics).all());
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw KafkaProblems.of(e, address).asException(e);
        }
    }

    /** Deletes those of the topics that are there. Throws a ProblemException. */
    public void delete(Collection<String> names) {
        try (Admin admin = Admin.create(ClientSettings.of(address))) {
            for (KafkaFuture<Void> one :
                    admin.deleteTopics(names).topicNameValues().values()) {
                awaitGone(one);
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw KafkaProblems.of(e, address).asException(e);
        }
    }

    private static void awaitGone(KafkaFuture<Void> deleted) throws ExecutionException, TimeoutException {
        try {
            await(deleted);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw e;
            }
        }
    }

    private static void await(KafkaFuture<Void> future) throws ExecutionException, TimeoutException {
        try {
            future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while topics were made or deleted", e);
        }
    }
}
