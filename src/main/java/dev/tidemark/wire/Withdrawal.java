package dev.tidemark.wire;

import tools.jackson.databind.JsonNode;

/**
 * The {@code void} message: the run came to nothing, and its marks count for nothing.
 *
 * @param run the backfill
 * @param reason one sentence for people
 */
public record Withdrawal(RunId run, String reason) {
    public byte[] toBytes() {
        return Json.bytes(Json.message(MessageKind.VOID, run).put("reason", reason));
    }

    /** Throws IllegalArgumentException if the value is not a void. */
    public static Withdrawal parse(byte[] value) {
        JsonNode json = Json.read(value, MessageKind.VOID);
        return new Withdrawal(
                new RunId(json.path("run").asString()), json.path("reason").asString());
    }
}
