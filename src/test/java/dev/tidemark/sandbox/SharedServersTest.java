package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.plan.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedServers.class)
class SharedServersTest {

    @Test
    void everyTestHasADatabaseOfItsOwn(TestServers servers) throws SQLException {
        for (int i = 0; i < 2; i++) {
            try (Connection connection = Jdbc.connect(servers.freshDatabase(), Optional.empty(), "test");
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE same_name (id bigint PRIMARY KEY)");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyVersionIsWhatItSays(PostgresVersion version, TestServers servers) throws SQLException {
        try (Connection connection = Jdbc.connect(servers.freshDatabase(version), Optional.empty(), "test")) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(version.number() / 10_000);
        }
    }

    @Test
    void theReaderReadsAndDoesNotLock(TestServers servers) throws SQLException {
        DatabaseAddress database = servers.freshDatabase();
        try (Connection connection = Jdbc.connect(database, Optional.empty(), "test");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id bigint PRIMARY KEY)");
        }
        DatabaseAddress asReader = servers.as(ShopRoles.READER, database);
        try (Connection connection = Jdbc.connect(asReader, Optional.empty(), "test");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("TABLE t");
            assertThatThrownBy(() -> statement.execute("LOCK TABLE t IN SHARE MODE"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void everyTestHasTopicsOfItsOwn(TestServers servers) throws Exception {
        String one = servers.freshTopic("events", 6);
        String other = servers.freshTopic("events", 1);
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", servers.kafka().bootstrapServers()))) {
            assertThat(admin.listTopics().names().get(10, TimeUnit.SECONDS)).contains(one, other);
        }
    }
}
