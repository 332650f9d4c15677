package dev.tidemark.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A topic of our own whose messages count for nothing and are soon gone: for trying out what is done elsewhere later. */
final class ScratchTopic {
    static final String NAME = "tidemark.scratch";

    private static final Logger LOG = LoggerFactory.getLogger(ScratchTopic.class);
    private static final int SOME = 6;
    private static final String AN_HOUR = "3600000";

    private ScratchTopic() {}

    /** Makes it, with a partition on each broker, and some more as an event topic has, unless it is there; false if we may not. */
    static boolean create(Admin admin) {
        try {
            int partitions =
                    Math.max(SOME, admin.describeCluster().nodes().get().size());
            NewTopic topic = new NewTopic(NAME, Optional.of(partitions), Optional.empty())
                    .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, AN_HOUR));
            admin.createTopics(List.of(topic)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return true;
            }
            LOG.info("The topic {} could not be made; the ledger has to do", NAME, e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while a topic was made", e);
        }
    }
}
