package dev.tidemark.walkthrough;

import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.Position;
import java.util.Optional;

/**
 * A message in the lesson's log.
 *
 * @param position where it stands
 * @param kind what Tidemark wrote; empty for the application's events
 * @param label what it says, in a word or two
 * @param key its key
 * @param value its value; empty for a deleted row
 */
public record LogEntry(
        Position position, Optional<MessageKind> kind, String label, String key, Optional<String> value) {

    /** Whether a person would say that this entry is that: by its label, or by its kind. */
    boolean says(String text) {
        return label.equals(text) || kind.map(MessageKind::text).orElse("").equals(text);
    }

    /** As it stands in the log, on one line. */
    public String words() {
        String what = kind.filter(k -> k != MessageKind.ROW)
                .map(k -> k == MessageKind.MARK ? "◆ MARK " : k.text() + " ")
                .orElse("");
        return (what + label).strip();
    }
}
