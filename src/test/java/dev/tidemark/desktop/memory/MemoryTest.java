package dev.tidemark.desktop.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.desktop.component.Theme;
import dev.tidemark.desktop.state.Environment;
import dev.tidemark.desktop.text.Language;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
    private static final DatabaseAddress DATABASE =
            new DatabaseAddress("db-prod", 5433, "shop", "backfill", Map.of("sslmode", "verify-full"));
    private static final KafkaAddress KAFKA =
            new KafkaAddress("kafka-1:9092", Optional.of(Path.of("/etc/kafka/client.properties")));

    @TempDir
    private Path folder;

    @Test
    void the_next_start_finds_what_this_one_kept() {
        Settings settings =
                new Settings(Theme.Choice.DARK, Language.GERMAN, 130, new Place(true, 10, 20, 1300, 900, false));
        Profile profile = Profile.of("shop", Environment.PRODUCTION, DATABASE, KAFKA);
        memory().keep(settings);
        memory().keep(profile);
        Memory used = memory();
        used.used(Path.of("/plans/a.yaml"));
        used.used(Path.of("/plans/b.yaml"));
        used.used(Path.of("/plans/a.yaml"));

        assertThat(memory().settings()).isEqualTo(settings);
        assertThat(memory().profiles()).containsExactly(profile);
        assertThat(memory().profiles().getFirst().address()).isEqualTo(DATABASE);
        assertThat(memory().profiles().getFirst().kafka()).isEqualTo(KAFKA);
        assertThat(memory().plans()).containsExactly(Path.of("/plans/a.yaml"), Path.of("/plans/b.yaml"));
    }

    @Test
    void what_an_earlier_version_kept_is_taken_over_as_far_as_it_goes() throws IOException {
        Files.writeString(folder.resolve("window.json"), "{\"theme\": \"DARK\", \"zoom\": 130, \"bygone\": 1}");

        assertThat(memory().settings())
                .isEqualTo(new Settings(Theme.Choice.DARK, Language.SYSTEM, 130, Place.STANDARD));
    }

    @Test
    void a_file_that_cannot_be_read_does_not_keep_the_window_from_opening() throws IOException {
        Files.writeString(folder.resolve("window.json"), "{\"theme\": \"MAUVE\"");
        Files.writeString(folder.resolve("recent.json"), "{}");

        assertThat(memory().settings()).isEqualTo(Settings.STANDARD);
        assertThat(memory().plans()).isEmpty();
    }

    @Test
    void passwords_stand_in_no_profile_and_are_read_by_their_owner_alone() throws IOException {
        Path file = folder.resolve("passwords.json");
        Passwords passwords = new PasswordsFile(file);
        passwords.keep(DATABASE, new Secret("correct horse"));
        memory().keep(Profile.of("shop", Environment.TEST, DATABASE, KAFKA));

        assertThat(passwords.find(DATABASE).map(Secret::reveal)).contains("correct horse");
        assertThat(Files.readString(folder.resolve("connections.json"))).doesNotContain("correct horse");
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            for (String name : List.of("passwords.json", "connections.json")) {
                assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
                        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            }
        }
        passwords.forget(DATABASE);
        assertThat(passwords.find(DATABASE)).isEmpty();
        assertThat(Files.readString(file)).doesNotContain("correct horse");
    }

    private Memory memory() {
        return new Memory(new ConfigFolder(folder));
    }
}
