package dev.tidemark.wire;

/**
 * The {@code prepare} message: it says nothing, it only is the first of the transaction that a mark may follow in.
 *
 * @param run the backfill
 */
public record Preparation(RunId run) {
    public byte[] toBytes() {
        return Json.bytes(Json.message(MessageKind.PREPARE, run));
    }
}
