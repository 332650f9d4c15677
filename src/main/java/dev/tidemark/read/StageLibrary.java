package dev.tidemark.read;

import com.github.luben.zstd.util.Native;
import dev.tidemark.problem.Problem;
import java.util.Optional;

/**
 * The library that packs staged rows. It is native code that is unpacked into the folder for temporary files and loaded from
 * there, which may fail: so it is loaded before a lock is asked for, not when the first row comes.
 */
public final class StageLibrary {
    private StageLibrary() {}

    /** Loads it, unless it is loaded; gives what went wrong. Can be tried again. */
    public static Optional<Problem> load() {
        try {
            Native.load();
            return Optional.empty();
        } catch (LinkageError e) {
            return Optional.of(Problem.of(
                    "stage-library",
                    "Rows can't be staged on this computer: the library zstd could not be loaded.",
                    String.valueOf(e.getMessage()),
                    "See that " + System.getProperty("java.io.tmpdir")
                            + " can be written to and programs may be run from"
                            + " there (no noexec), or plan mode: streamed, which needs no stage."));
        }
    }
}
