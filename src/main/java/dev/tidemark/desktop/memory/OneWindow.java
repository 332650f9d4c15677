package dev.tidemark.desktop.memory;

import dev.tidemark.journal.OwnerOnly;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one window of a user: a lock says that it is there, and a Unix domain socket beside it (JEP 380) takes what a second
 * start was asked for. The lock ends with its process, however that ends, so nothing stale is ever believed.
 */
public final class OneWindow implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OneWindow.class);
    private static final int LONGEST_CALL = 64 * 1024;

    private final FileChannel file;
    private final FileLock lock;
    private final ServerSocketChannel server;
    private final Path socket;

    private OneWindow(FileChannel file, FileLock lock, ServerSocketChannel server, Path socket) {
        this.file = file;
        this.lock = lock;
        this.server = server;
        this.socket = socket;
    }

    /**
     * Calls the window that is open already, if there is one.
     *
     * @param arguments what this start was asked for
     * @return whether somebody was there
     */
    public static boolean call(ConfigFolder folder, List<String> arguments) {
        Path socket = folder.file("window.socket");
        if (!Files.exists(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(String.join("\n", arguments).getBytes(StandardCharsets.UTF_8)));
            return true;
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("nobody listens at {}", socket, e);
            return false;
        }
    }

    /**
     * Becomes the one window; empty if there is one, or if the system can't do this.
     *
     * @param called told what later starts were asked for, on a thread of its own
     */
    public static Optional<OneWindow> claim(ConfigFolder folder, Consumer<List<String>> called) {
        try {
            OwnerOnly.createFolders(folder.path());
            FileChannel file =
                    FileChannel.open(folder.file("window.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = file.tryLock();
                if (lock != null) {
                    return Optional.of(listen(folder.file("window.socket"), file, lock, called));
                }
            } catch (IOException | OverlappingFileLockException | IllegalArgumentException e) {
                file.close();
                throw e;
            }
            file.close();
        } catch (IOException | OverlappingFileLockException | IllegalArgumentException e) {
            LOG.info("this window can't be called by a second start", e);
        }
        return Optional.empty();
    }

    private static OneWindow listen(Path socket, FileChannel file, FileLock lock, Consumer<List<String>> called)
            throws IOException {
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        OneWindow window = new OneWindow(file, lock, server, socket);
        Thread.ofVirtual().name("window-calls").start(() -> window.answer(called));
        return window;
    }

    private void answer(Consumer<List<String>> called) {
        while (server.isOpen()) {
            try (SocketChannel channel = server.accept()) {
                byte[] said = Channels.newInputStream(channel).readNBytes(LONGEST_CALL);
                called.accept(new String(said, StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .toList());
            } catch (AsynchronousCloseException e) {
                return;
            } catch (IOException e) {
                LOG.info("a call was not understood", e);
            }
        }
    }

    @Override
    public void close() {
        try (file;
                lock;
                server) {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            LOG.info("{} is left", socket, e);
        }
    }
}
