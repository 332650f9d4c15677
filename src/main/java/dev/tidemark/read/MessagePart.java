package dev.tidemark.read;

import java.util.List;

/**
 * What makes up a message's key or value.
 *
 * @param kind how the fields are put together
 * @param fields their places among the rows' fields, from 0
 */
record MessagePart(Kind kind, List<Integer> fields) {
    static final MessagePart NONE = new MessagePart(Kind.NONE, List.of());

    enum Kind {
        /** There is none. */
        NONE,
        /** One field's text; none where it is null. */
        TEXT,
        /** One field's JSON. */
        JSON,
        /** A JSON object with a member for each field. */
        OBJECT
    }

    MessagePart {
        fields = List.copyOf(fields);
    }
}
