package dev.tidemark.read;

import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.PgSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.copy.CopyOut;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the server itself makes of a table's rows, and what is decoded here. */
final class Oracle {
    /** Numbers keep each digit of their text. */
    private static final JsonMapper EXACT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(1_000_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** A row's key, empty text for none, and its value. */
    record Message(String key, String value) {}

    private Oracle() {}

    static JsonNode parse(String json) {
        return EXACT.readTree(json);
    }

    static RowShape shape(PgSession session, TablePlan plan) throws SQLException {
        return new ShapeBuilder(plan, SourceTable.load(session, plan)).build();
    }

    /** Reads the rows as a reader does, in the table's order. */
    static List<Message> decoded(PgSession session, TablePlan plan) throws SQLException {
        return decoded(session, plan, List.of(new Chunk(0, Optional.empty(), 0)));
    }

    /** The same, chunk after chunk. */
    static List<Message> decoded(PgSession session, TablePlan plan, List<Chunk> chunks) throws SQLException {
        RowShape shape = shape(session, plan);
        List<Message> messages = new ArrayList<>();
        for (Chunk chunk : chunks) {
            RowDecoder decoder = new RowDecoder(
                    shape, (key, value) -> messages.add(new Message(key == null ? "" : key.text(), value.text())));
            CopyFrames frames = new CopyFrames(decoder);
            CopyOut copy = session.copyOut(new CopyQuery(plan, shape).copy(chunk));
            for (byte[] data = copy.readFromCopy(); data != null; data = copy.readFromCopy()) {
                frames.feed(data, 0, data.length);
            }
            if (!frames.ended() || frames.count() != copy.getHandledRowCount()) {
                throw new IllegalStateException("The stream is not whole.");
            }
        }
        return messages;
    }
}
