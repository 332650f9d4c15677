package dev.tidemark.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
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
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(path)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The staged rows in {} could not be deleted", path, e);
        }
    }
}
