package dev.tidemark.wire;

/** The headers of every message that Tidemark writes. */
public final class HeaderNames {
    /** The {@link MessageKind}. */
    public static final String KIND = "tidemark.kind";
    /** The {@link RunId}. */
    public static final String RUN = "tidemark.run";
    /** The table as {@code schema.name}; on rows only. */
    public static final String TABLE = "tidemark.table";

    private HeaderNames() {}
}
