package dev.tidemark.kafka;

import dev.tidemark.wire.ControlKeys;
import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.RunId;
import dev.tidemark.wire.Withdrawal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes the {@code void} messages of a run that came to nothing, in one transaction of the producer that wrote its marks.
 * The cluster first ends what that producer left open, and takes nothing more from it (KIP-98: fencing): marks that were
 * under way when the cluster stood still can't come to stand behind their void.
 */
public final class VoidProducer {
    /** Nobody waits for a void but those who have to be told of it, and a broker may take as long to come back. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Map<String, Object> client;

    public VoidProducer(Map<String, Object> client) {
        this.client = Map.copyOf(client);
    }

    /**
     * Writes one void to every partition and waits until the cluster has them all. Throws a KafkaException if it has
     * not; writing once more does no harm.
     *
     * @param run the run that came to nothing
     * @param reason one sentence
     * @param partitions each event topic's number of partitions
     */
    public void withdraw(RunId run, String reason, Map<String, Integer> partitions) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, MarkProducer.transactionalId(run));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        byte[] value = new Withdrawal(run, reason).toBytes();
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            partitions.forEach((topic, count) -> {
                for (int partition = 0; partition < count; partition++) {
                    sent.add(producer.send(
                            Records.control(topic, partition, MessageKind.VOID, run, ControlKeys.mark(run), value)));
                }
            });
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
            producer.commitTransaction();
        } catch (ExecutionException e) {
            throw new KafkaException("A void could not be written", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while the voids were written", e);
        }
    }
}
