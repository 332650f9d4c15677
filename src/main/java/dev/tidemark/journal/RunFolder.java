package dev.tidemark.journal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A run's own folder, readable by its owner alone.
 *
 * @param path where
 */
public record RunFolder(Path path) {
    public Path plan() {
        return path.resolve("plan.yaml");
    }

    public Path journal() {
        return path.resolve("journal.jsonl");
    }

    /** The file that its owner holds, see {@link Ownership}. */
    public Path owner() {
        return path.resolve("owner");
    }

    /** The run's report, for a browser. */
    public Path report() {
        return path.resolve("report.html");
    }

    /** The same as JSON. */
    public Path reportForScripts() {
        return path.resolve("report.json");
    }

    /** Where the staged rows are unless the plan wants them elsewhere. */
    public Path stage() {
        return path.resolve("stage");
    }

    /** Throws an IOException if it can't be made. */
    public void make() throws IOException {
        OwnerOnly.createFolders(path);
    }

    /** Deletes it with all that is in it. */
    public void delete() throws IOException {
        Folders.delete(path);
    }
}
