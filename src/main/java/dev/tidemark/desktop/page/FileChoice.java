package dev.tidemark.desktop.page;

import java.nio.file.Path;
import java.util.Optional;

/** Asks the operator for a file; given from outside, since there is no dialog without a screen. */
@FunctionalInterface
public interface FileChoice {
    /** What the file is for. */
    enum Purpose {
        OPEN_CLIENT_PROPERTIES,
        OPEN_PLAN,
        SAVE_PLAN
    }

    /** Empty if none was chosen. */
    Optional<Path> choose(Purpose purpose);
}
