package dev.tidemark.read;

import dev.tidemark.wire.Begin;
import java.util.List;

/** What COPY sends of each row of a table, and what becomes of it in a message. */
public final class RowShape {
    private final List<CopyField> fields;
    private final MessagePart key;
    private final MessagePart value;
    private final ValueFrame frame;

    RowShape(List<CopyField> fields, MessagePart key, MessagePart value) {
        this(fields, key, value, ValueFrame.NONE);
    }

    private RowShape(List<CopyField> fields, MessagePart key, MessagePart value, ValueFrame frame) {
        this.fields = List.copyOf(fields);
        this.key = key;
        this.value = value;
        this.frame = frame;
    }

    RowShape in(ValueFrame other) {
        return new RowShape(fields, key, value, other);
    }

    ValueFrame frame() {
        return frame;
    }

    List<CopyField> fields() {
        return fields;
    }

    MessagePart key() {
        return key;
    }

    MessagePart value() {
        return value;
    }

    /** What is in each row's value, in order: the columns, or the one expression that the operator gave. */
    public List<Begin.Column> columns() {
        return value.fields().stream()
                .map(fields::get)
                .map(f -> new Begin.Column(f.name(), f.type()))
                .toList();
    }
}
