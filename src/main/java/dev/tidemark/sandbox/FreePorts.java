package dev.tidemark.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ports of the loopback interface. A free one may be taken by somebody else a moment later: callers try again. */
final class FreePorts {
    static final String LOOPBACK = "127.0.0.1";
    private static final int CONNECT_MILLIS = 500;

    private FreePorts() {}

    static int next() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that was kept in a file, if it is free: what was told of a server stays true over a new start. */
    static int kept(Path file) {
        try {
            int port = Integer.parseInt(Files.readString(file).strip());
            return port > 0 && port < 65_536 && !answers(port) ? port : next();
        } catch (IOException | NumberFormatException e) {
            return next();
        }
    }

    static void keep(Path file, int port) {
        try {
            Files.writeString(file, port + "\n");
        } catch (IOException e) {
            throw SandboxProblems.files(file, e);
        }
    }

    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(LOOPBACK, port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
