package dev.tidemark.run;

import dev.tidemark.journal.Folders;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run's folder with its staged rows. */
final class StageFolder {
    private static final Logger LOG = LoggerFactory.getLogger(StageFolder.class);

    private final Path path;

    StageFolder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Deletes the folder with all that is in it. What can't be deleted is left, and the log says so. */
    void delete() {
        try {
            Folders.delete(path);
        } catch (IOException e) {
            LOG.warn("The staged rows in {} could not be deleted", path, e);
        }
    }
}
