package dev.tidemark.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A row's new state, as the application tells it to whom it may concern.
 *
 * @param table the row's
 * @param key the primary key's values
 * @param state {@code to_jsonb(row)}; empty if the row was deleted
 */
record ChangeEvent(ShopTable table, List<Long> key, Optional<String> state) {

    ProducerRecord<byte[], byte[]> message(ShopTopics topics) {
        return new ProducerRecord<>(
                table.topic(topics),
                messageKey().getBytes(StandardCharsets.UTF_8),
                state.map(json -> json.getBytes(StandardCharsets.UTF_8)).orElse(null));
    }

    /** One column as text, several as a compact JSON object. */
    String messageKey() {
        if (key.size() == 1) {
            return key.getFirst().toString();
        }
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            fields.add("\"" + table.key().get(i) + "\":" + key.get(i));
        }
        return "{" + String.join(",", fields) + "}";
    }
}
