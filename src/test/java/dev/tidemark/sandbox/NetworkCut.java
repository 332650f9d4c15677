package dev.tidemark.sandbox;

import dev.tidemark.plan.DatabaseAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A way to a server that can be cut: from then on nothing gets through in either direction, and neither side is told.
 */
public final class NetworkCut implements AutoCloseable {
    private final ServerSocket entry;
    private final DatabaseAddress server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean cut;

    public NetworkCut(DatabaseAddress server) throws IOException {
        this.server = server;
        this.entry = new ServerSocket(0, 50, InetAddress.getByName(server.host()));
        Thread.ofVirtual().start(this::accept);
    }

    /** The server as it is reached this way. */
    public DatabaseAddress address() {
        return new DatabaseAddress(
                server.host(), entry.getLocalPort(), server.database(), server.user(), server.options());
    }

    public void cut() {
        cut = true;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entry.accept();
                Socket there = new Socket(server.host(), server.port());
                client.setTcpNoDelay(true);
                there.setTcpNoDelay(true);
                sockets.addAll(List.of(client, there));
                Thread.ofVirtual().start(() -> forward(client, there));
                Thread.ofVirtual().start(() -> forward(there, client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void forward(Socket from, Socket to) {
        byte[] buffer = new byte[1 << 16];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (!cut) {
                    out.write(buffer, 0, n);
                }
            }
            if (!cut) {
                to.close();
            }
        } catch (IOException e) {
            // One side is gone.
        }
    }

    @Override
    public void close() throws IOException {
        entry.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
