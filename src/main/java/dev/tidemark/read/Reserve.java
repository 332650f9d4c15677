package dev.tidemark.read;

import dev.tidemark.postgres.PgSession;
import java.util.Optional;

/** Where a read gets sessions of its snapshot from, besides those that it begins with. */
@FunctionalInterface
public interface Reserve {
    /** Opens one more. Throws a ProblemException if there can't be one now. */
    PgSession another();

    /**
     * One that has been kept back, for when no reader is left and no other can be opened; asked for once at most. Empty if
     * there is none.
     */
    default Optional<PgSession> last() {
        return Optional.empty();
    }
}
