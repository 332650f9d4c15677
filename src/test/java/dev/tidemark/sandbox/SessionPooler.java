package dev.tidemark.sandbox;

import dev.tidemark.plan.DatabaseAddress;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Does what a pooler in session mode does to a client: passes everything on, but for the process id in the server's
 * BackendKeyData, in whose place it gives a number of its own (PostgreSQL documentation, section 54.7).
 */
public final class SessionPooler implements AutoCloseable {
    private static final int OWN_NUMBER = 7;

    private final ServerSocket entry;
    private final DatabaseAddress server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    public SessionPooler(DatabaseAddress server) throws IOException {
        this.server = server;
        this.entry = new ServerSocket(0, 50, InetAddress.getByName(server.host()));
        Thread.ofVirtual().start(this::accept);
    }

    public DatabaseAddress address() {
        return new DatabaseAddress(
                server.host(), entry.getLocalPort(), server.database(), server.user(), server.options());
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entry.accept();
                Socket there = new Socket(server.host(), server.port());
                sockets.addAll(List.of(client, there));
                Thread.ofVirtual().start(() -> pass(client, there));
                Thread.ofVirtual().start(() -> answer(there, client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private static void pass(Socket client, Socket server) {
        try (server) {
            client.getInputStream().transferTo(server.getOutputStream());
        } catch (IOException e) {
            // One side is gone.
        }
    }

    private static void answer(Socket server, Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(server.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            while (true) {
                int type = in.readByte();
                byte[] rest = new byte[in.readInt() - Integer.BYTES];
                in.readFully(rest);
                out.writeByte(type);
                out.writeInt(rest.length + Integer.BYTES);
                if (type == 'K') {
                    out.writeInt(OWN_NUMBER);
                    out.write(rest, Integer.BYTES, rest.length - Integer.BYTES);
                } else {
                    out.write(rest);
                }
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
