package dev.tidemark.desktop.memory;

import dev.tidemark.journal.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One value in a file that its owner alone can read. What cannot be read counts as not there, and what cannot be written is
 * told to the log alone: a window that forgets is better than one that does not open.
 *
 * @param <T> a record that Jackson can read and write
 */
final class JsonFile<T> {
    private static final Logger LOG = LoggerFactory.getLogger(JsonFile.class);
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private final Path file;
    private final Class<T> type;
    private final T absent;

    /** @param absent the value where there is no file, or none that can be read */
    JsonFile(Path file, Class<T> type, T absent) {
        this.file = file;
        this.type = type;
        this.absent = absent;
    }

    T read() {
        if (!Files.exists(file)) {
            return absent;
        }
        try {
            ObjectNode known = MAPPER.valueToTree(absent);
            // What an earlier version did not write yet is as where there is no file.
            if (MAPPER.readTree(Files.readString(file)) instanceof ObjectNode written) {
                known.setAll(written);
            }
            return MAPPER.treeToValue(known, type);
        } catch (IOException | JacksonException e) {
            LOG.warn("{} cannot be read", file, e);
            return absent;
        }
    }

    /** Replaces the file as a whole, or leaves it as it was. */
    void write(T value) {
        try {
            OwnerOnly.createFolders(file.resolveSibling("").toAbsolutePath());
            OwnerOnly.replace(file, MAPPER.writeValueAsString(value));
        } catch (IOException | JacksonException e) {
            LOG.warn("{} cannot be written", file, e);
        }
    }
}
