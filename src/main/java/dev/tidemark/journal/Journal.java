package dev.tidemark.journal;

import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of JSON lines to which is only ever added, by one program at a time. A line that was being written when the
 * program or its machine died is no line: {@link #read} passes it over, and {@link #reopen} cuts it off.
 */
public final class Journal implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ReentrantLock lock = new ReentrantLock();
    private final Path file;
    private final FileChannel channel;

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Begins a journal; throws a ProblemException if the file is there or can't be made. */
    public static Journal create(Path file) {
        try {
            OwnerOnly.createFile(file);
            return new Journal(file, FileChannel.open(file, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw unwritable(file, e).asException(e);
        }
    }

    /** Goes on with a journal. */
    public static Journal reopen(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            long whole = lines(file, bytes).stream()
                    .mapToLong(line -> line.getBytes(StandardCharsets.UTF_8).length + 1L)
                    .sum();
            channel.truncate(whole);
            channel.position(whole);
            return new Journal(file, channel);
        } catch (IOException e) {
            throw unwritable(file, e).asException(e);
        }
    }

    /** The lines that are whole, in their order. Throws a ProblemException if the file can't be read or is damaged. */
    public static List<JsonNode> read(Path file) {
        try {
            return lines(file, Files.readAllBytes(file)).stream()
                    .map(MAPPER::readTree)
                    .toList();
        } catch (IOException e) {
            throw Problem.of(
                            "journal-unreadable",
                            "The journal " + file + " can't be read.",
                            String.valueOf(e),
                            "See that the file is there and that you may read it.")
                    .asException(e);
        }
    }

    private static List<String> lines(Path file, byte[] bytes) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                String line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
                start = i + 1;
                if (isJson(line)) {
                    lines.add(line);
                } else if (start == bytes.length) {
                    // The machine died between the file's new length and its content.
                    return lines;
                } else {
                    throw damaged(file, lines.size() + 1).asException();
                }
            }
        }
        return lines;
    }

    private static boolean isJson(String line) {
        try {
            return MAPPER.readTree(line).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }

    /**
     * Adds a line. What is written survives the end of this program; what is {@code forced}, the end of its machine.
     * Throws a ProblemException if it can't be written; then it is not there.
     */
    public void append(String line, boolean forced) {
        lock.lock();
        try {
            long before = channel.position();
            try {
                ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    int _ = channel.write(bytes);
                }
                if (forced) {
                    channel.force(false);
                }
            } catch (IOException e) {
                channel.truncate(before);
                throw e;
            }
        } catch (IOException e) {
            throw unwritable(file, e).asException(e);
        } finally {
            lock.unlock();
        }
    }

    private static Problem unwritable(Path file, IOException e) {
        return Problem.of(
                "journal-unwritable",
                "The run's journal can't be written.",
                file + ": " + e,
                "See that there is room on the disk and that you may write there; a run without a journal could not be"
                        + " taken up again.");
    }

    private static Problem damaged(Path file, int line) {
        return Problem.of(
                "journal-damaged",
                "The journal " + file + " is damaged in line " + line + ".",
                "It is not a line of JSON, and it is not the last one, which a crash may tear.",
                "Restore the file from a copy, or delete the run from the history.");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unwritable(file, e).asException(e);
        }
    }
}
