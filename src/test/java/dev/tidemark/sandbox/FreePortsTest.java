package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreePortsTest {
    @TempDir
    private Path folder;

    @Test
    void aKeptPortIsTakenAgainUnlessSomebodyListensThere() throws IOException {
        Path file = folder.resolve("port");
        int port = FreePorts.next();
        FreePorts.keep(file, port);

        assertThat(FreePorts.kept(file)).isEqualTo(port);
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getByName(FreePorts.LOOPBACK))) {
            assertThat(FreePorts.kept(file)).isNotEqualTo(port).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "0", "-5", "70000"})
    void whatIsNoPortIsPassedOver(String text) throws IOException {
        assertThat(FreePorts.kept(Files.writeString(folder.resolve("port"), text)))
                .isPositive();
    }
}
