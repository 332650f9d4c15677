package dev.tidemark.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes a transaction's events, all of them, before it commits. */
final class EventPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);
    private static final long ACK_SECONDS = 15;
    private static final long RETRY_MILLIS = 250;

    private final KafkaProducer<byte[], byte[]> producer;
    private final ShopTopics topics;
    private final Pace pace;

    EventPublisher(DemoShop shop, Pace pace) {
        this.topics = shop.topics();
        this.pace = pace;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, shop.kafka().bootstrapServers(),
                        ProducerConfig.CLIENT_ID_CONFIG, "demo-application",
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, 0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Returns when all are acknowledged. Until then it tries again: the rows are locked and so their state cannot
     * change meanwhile, and an event that is there twice does no harm, while one whose transaction then rolled back would
     * be a lie.
     *
     * @return false if the application stopped before
     */
    boolean publish(List<ChangeEvent> events) throws InterruptedException {
        while (!attempt(events)) {
            if (!pace.rest(RETRY_MILLIS)) {
                return false;
            }
        }
        return true;
    }

    private boolean attempt(List<ChangeEvent> events) throws InterruptedException {
        try {
            List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
            for (ChangeEvent event : events) {
                acknowledgements.add(producer.send(event.message(topics)));
            }
            for (Future<RecordMetadata> acknowledgement : acknowledgements) {
                acknowledgement.get(ACK_SECONDS, TimeUnit.SECONDS);
            }
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.info("The demo application's events were not acknowledged; it tries again", e);
            return false;
        }
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(2));
    }
}
