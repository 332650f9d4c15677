package dev.tidemark.desktop.tour;

import dev.tidemark.journal.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for the runs of a tour or a measurement, so that none of them comes among the user's own; gone at the end. */
final class Scrapbook implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scrapbook.class);
    private static final String RUNS = "tidemark.runs";

    private final Path folder;

    private Scrapbook(Path folder) {
        this.folder = folder;
        System.setProperty(RUNS, folder.toString());
    }

    /** To be opened before the window. */
    static Scrapbook open() {
        try {
            return new Scrapbook(Files.createTempDirectory("tidemark-tour-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        System.clearProperty(RUNS);
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            LOG.info("The tour's folder {} could not be deleted", folder, e);
        }
    }
}
