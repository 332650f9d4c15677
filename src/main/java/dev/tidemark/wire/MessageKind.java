package dev.tidemark.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The kinds of message that Tidemark writes; each stands in the header {@code tidemark.kind} in lower case. */
public enum MessageKind {
    /** Says nothing, and is passed over: its partition belongs to the transaction of a mark that may follow. */
    PREPARE,
    /** The snapshot was taken here in the sequence of the events. */
    MARK,
    /** The run came to nothing: read its marks as if they were not there. */
    VOID,
    /** A table's rows begin in this partition. */
    BEGIN,
    /** A row as it was at the mark. */
    ROW,
    /** A table's rows end in this partition. */
    END,
    /** Something of a run is in the log; stands in the ledger alone. */
    LEDGER;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }
}
