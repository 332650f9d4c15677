package dev.tidemark.desktop.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** All that the window remembers, in one folder; on the screen's thread. */
public final class Memory {
    private static final int RECENT = 8;

    private final ConfigFolder folder;
    private final JsonFile<Settings> settings;
    private final JsonFile<Connections> connections;
    private final JsonFile<Recent> recent;
    private final Passwords passwords;
    private final ObservableList<Profile> profiles = FXCollections.observableArrayList();
    private final ObservableList<Path> plans = FXCollections.observableArrayList();

    /** Saved connections as they stand in their file. */
    record Connections(List<Profile> profiles) {}

    /** Files of plans, the latest first. */
    record Recent(List<String> plans) {}

    public Memory(ConfigFolder folder) {
        this.folder = folder;
        this.settings = new JsonFile<>(folder.file("window.json"), Settings.class, Settings.STANDARD);
        this.connections =
                new JsonFile<>(folder.file("connections.json"), Connections.class, new Connections(List.of()));
        this.recent = new JsonFile<>(folder.file("recent.json"), Recent.class, new Recent(List.of()));
        this.passwords = Passwords.ofThisUser(folder);
        profiles.setAll(connections.read().profiles());
        plans.setAll(recent.read().plans().stream().map(Path::of).toList());
    }

    /** Begins with nothing, and is gone with the program; for pictures and tests. */
    public static Memory passing() {
        try {
            Path folder = Files.createTempDirectory("tidemark-memory");
            folder.toFile().deleteOnExit();
            return new Memory(new ConfigFolder(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ConfigFolder folder() {
        return folder;
    }

    public Settings settings() {
        return settings.read();
    }

    public void keep(Settings now) {
        settings.write(now);
    }

    /** By name. */
    public ObservableList<Profile> profiles() {
        return FXCollections.unmodifiableObservableList(profiles);
    }

    /** Saves a connection in the place of one of the same name. */
    public void keep(Profile profile) {
        keep(Stream.concat(profiles.stream().filter(other -> !other.name().equals(profile.name())), Stream.of(profile))
                .sorted(Comparator.comparing(Profile::name))
                .toList());
    }

    public void forget(Profile profile) {
        keep(profiles.stream().filter(other -> !other.equals(profile)).toList());
    }

    private void keep(List<Profile> now) {
        profiles.setAll(now);
        connections.write(new Connections(now));
    }

    /** The latest first. */
    public ObservableList<Path> plans() {
        return FXCollections.unmodifiableObservableList(plans);
    }

    /** This plan was opened or saved just now. */
    public void used(Path plan) {
        Path file = plan.toAbsolutePath();
        List<Path> now = new ArrayList<>(plans);
        now.remove(file);
        now.addFirst(file);
        plans.setAll(now.stream().limit(RECENT).toList());
        recent.write(new Recent(plans.stream().map(Path::toString).toList()));
    }

    public Passwords passwords() {
        return passwords;
    }
}
