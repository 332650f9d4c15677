package dev.tidemark.desktop.tour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Scene;

/** A picture of what the window shows, as a file. */
public final class Picture {
    private Picture() {}

    /** Takes it on the screen's thread; the file's folder is made if it isn't there. */
    public static Path of(Scene scene, Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            Png.write(scene.snapshot(null), file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
