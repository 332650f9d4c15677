package dev.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Secret;
import dev.tidemark.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionSettingsTest {
    private static final DatabaseAddress SHOP = DatabaseAddress.parse("postgresql://ann@db.example:5433/shop");

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    private ConnectionSettings settings() {
        return new ConnectionSettings(environment, home, "ann");
    }

    private Optional<String> password(DatabaseAddress address) {
        return settings().login(address, Optional.empty()).password().map(Secret::reveal);
    }

    private Path passwordFile(String permissions, String... lines) throws IOException {
        Path file = home.resolve(".pgpass");
        Files.writeString(file, String.join("\n", lines) + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void theTypedPasswordWinsOverTheVariableAndThatOverTheFile() throws IOException {
        passwordFile("rw-------", "*:*:*:*:from-file");
        assertThat(password(SHOP)).contains("from-file");
        environment.put("PGPASSWORD", "from-variable");
        assertThat(password(SHOP)).contains("from-variable");
        assertThat(settings().login(SHOP, Optional.of(new Secret("typed"))).password())
                .contains(new Secret("typed"));
    }

    @Test
    void theFirstLineThatFitsGivesThePassword() throws IOException {
        passwordFile(
                "rw-------",
                "# db.example:5433:shop:ann:comment",
                "other:5433:shop:ann:1",
                "db.example:5432:shop:ann:2",
                "db.example:5433:other:ann:3",
                "db.example:5433:shop:bob:4",
                "db.example:*:shop:ann:5\\:with\\\\colon:and more",
                "*:*:*:*:6");
        assertThat(password(SHOP)).contains("5:with\\colon:and more");
        assertThat(password(DatabaseAddress.parse("postgresql://x@y/z"))).contains("6");
    }

    @Test
    void anEscapedStarIsNoWildcardAndAnEscapedColonSeparatesNothing() throws IOException {
        passwordFile("rw-------", "\\*:*:*:*:star", "a\\:b:*:*:*:colon");
        assertThat(password(SHOP)).isEmpty();
        assertThat(password(new DatabaseAddress("a:b", 5432, "d", "u", Map.of())))
                .contains("colon");
    }

    @Test
    void aPasswordFileThatOthersMayReadIsIgnoredAndNamed() throws IOException {
        Path file = passwordFile("rw-r-----", "*:*:*:*:leaked");
        assertThat(password(SHOP))
                .as("empty, so that the driver does not look either")
                .contains("");
        assertThat(settings().passwordFileIgnored())
                .hasValueSatisfying(p -> assertThat(p.toDo()).isEqualTo("Run: chmod 600 " + file));
        passwordFile("rw-------", "*:*:*:*:safe");
        assertThat(password(SHOP)).contains("safe");
        assertThat(settings().passwordFileIgnored()).isEmpty();
    }

    @Test
    void anotherPasswordFileCanBeNamed() throws IOException {
        passwordFile("rw-------", "*:*:*:*:standard");
        Path other = home.resolve("other");
        Files.move(home.resolve(".pgpass"), other);
        environment.put("PGPASSFILE", other.toString());
        assertThat(password(SHOP)).contains("standard");
    }

    @Test
    void theVariablesSayWhereToConnect() {
        assertThat(settings().defaults()).isEqualTo(new DatabaseAddress("localhost", 5432, "ann", "ann", Map.of()));
        environment.putAll(Map.of(
                "PGHOST", "db", "PGPORT", "6000", "PGUSER", "bob", "PGDATABASE", "shop", "PGSSLMODE", "verify-full"));
        assertThat(settings().defaults())
                .isEqualTo(new DatabaseAddress("db", 6000, "shop", "bob", Map.of("sslmode", "verify-full")));
        environment.put("PGHOST", "/var/run/postgresql");
        assertThat(settings().defaults().host()).isEqualTo("localhost");
    }

    @Test
    void aServiceWinsOverTheVariables() throws IOException {
        Files.writeString(home.resolve(".pg_service.conf"), """
                # services
                [shop]
                host=db.example
                dbname=shop
                user=ann
                password=secret
                sslmode=require
                connect_timeout=3

                [other]
                host=elsewhere
                """);
        environment.putAll(Map.of("PGHOST", "ignored", "PGPORT", "6000"));
        DatabaseAddress shop = settings().service("shop");
        assertThat(shop.label()).isEqualTo("shop@db.example:6000");
        assertThat(settings().services()).containsExactly("shop", "other");
        environment.put("PGSERVICE", "shop");
        assertThat(settings().defaults()).isEqualTo(shop);
        assertThat(password(shop)).contains("secret");
        assertThat(settings().login(shop, Optional.empty()).address().options())
                .isEqualTo(Map.of("sslmode", "require", "connectTimeout", "3"));
    }

    @Test
    void anUnknownServiceIsNamed() {
        assertThatThrownBy(() -> settings().service("nowhere"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("unknown-service"));
    }
}
