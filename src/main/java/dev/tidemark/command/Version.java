package dev.tidemark.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The program's version, as the build wrote it down. */
final class Version implements IVersionProvider {
    private static final String FILE = "build.properties";

    @Override
    public String[] getVersion() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return new String[] {
            "tidemark " + number() + " (Java " + System.getProperty("java.version") + ", " + system + ")"
        };
    }

    String number() {
        Properties build = new Properties();
        try (InputStream file = Version.class.getResourceAsStream(FILE)) {
            if (file != null) {
                build.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("version", "of an unknown version");
    }
}
