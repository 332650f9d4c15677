package dev.tidemark.kafka;

import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.Position;
import java.util.Optional;

/**
 * A message as it stands in the log.
 *
 * @param position where
 * @param kind what Tidemark wrote; empty for the application's own messages
 * @param run the run's id; empty for the application's own messages
 * @param key as text, if it has one
 * @param value as text, if it has one
 */
public record LogMessage(
        Position position, Optional<MessageKind> kind, String run, Optional<String> key, Optional<String> value) {}
