package dev.tidemark.gate;

/**
 * How far it is certain that the events of all that was committed before the lock are in their topics.
 *
 * @param proof whether it follows from what was done; otherwise it was only observed, and an event that is later than any
 *     other would stand behind the mark though its row is in the snapshot
 * @param finding in a few words
 */
public record Drained(boolean proof, String finding) {
    /** {@code proof} or {@code observation}. */
    public String verdict() {
        return proof ? "proof" : "observation";
    }
}
