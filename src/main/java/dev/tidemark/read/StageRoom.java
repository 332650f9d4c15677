package dev.tidemark.read;

import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The room on the stage's disk. Some of it is left to others; when no more than that is left, whoever asks for room waits
 * until there is more. For any thread.
 */
final class StageRoom {
    /** A full disk breaks more than a backfill. */
    static final long RESERVE = 64L * 1024 * 1024;

    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Says how many bytes can be written. */
    interface Probe {
        long usable() throws IOException;
    }

    private final Path folder;
    private final Probe probe;
    private final ReadControl control;
    private final ReadListener listener;
    private final LongFunction<OptionalLong> stillToCome;
    private final AtomicLong written = new AtomicLong();
    private int waiting;

    /** @param stillToCome about how many bytes more will be written, by how many are, where that is known */
    StageRoom(
            Path folder,
            Probe probe,
            ReadControl control,
            ReadListener listener,
            LongFunction<OptionalLong> stillToCome) {
        this.folder = folder;
        this.probe = probe;
        this.control = control;
        this.listener = listener;
        this.stillToCome = stillToCome;
    }

    /** Asks the file system that the folder is in; which one that is takes long to find out, and stays as it is. */
    static Probe of(Path folder) {
        AtomicReference<@Nullable FileStore> known = new AtomicReference<>();
        return () -> {
            FileStore store = known.get();
            if (store == null) {
                store = Files.getFileStore(folder);
                known.set(store);
            }
            return store.getUsableSpace();
        };
    }

    /** Waits until this many bytes can be written. Throws a ProblemException if the read has ended meanwhile. */
    void claim(long bytes) throws IOException {
        if (probe.usable() < bytes + RESERVE) {
            begin(false);
            try {
                do {
                    control.rest(LOOK);
                } while (probe.usable() < bytes + RESERVE);
            } finally {
                end();
            }
        }
        written.addAndGet(bytes);
    }

    /** Work on files that can be begun anew if the disk turns out to be full. */
    interface Work<T> {
        T go() throws IOException;
    }

    /**
     * Tries until there is room, whatever the file system says of it; there may be a quota. Throws a ProblemException if the
     * read has ended meanwhile.
     */
    <T> T until(Work<T> work) throws IOException {
        try {
            return work.go();
        } catch (IOException e) {
            unlessFull(e);
        }
        begin(true);
        try {
            while (true) {
                control.rest(LOOK);
                try {
                    return work.go();
                } catch (IOException e) {
                    unlessFull(e);
                }
            }
        } finally {
            end();
        }
    }

    private static void unlessFull(IOException error) throws IOException {
        if (!ReadProblems.isFull(error)) {
            throw error;
        }
    }

    private void begin(boolean refused) throws IOException {
        boolean first;
        synchronized (this) {
            first = waiting++ == 0;
        }
        if (first) {
            listener.held(problem(probe.usable(), refused));
        }
    }

    private void end() {
        boolean last;
        synchronized (this) {
            last = --waiting == 0;
        }
        if (last) {
            listener.released();
        }
    }

    private Problem problem(long usable, boolean refused) {
        OptionalLong more = stillToCome.apply(written.get());
        String missing = more.isEmpty()
                ? "How much more is needed is not known yet."
                : "About %,d MB more are needed."
                        .formatted(Math.max(1, (more.getAsLong() + RESERVE - usable) / 1_000_000));
        return refused && usable > RESERVE
                ? ReadProblems.refusedRoom(folder, usable, missing)
                : ReadProblems.full(folder, usable, RESERVE, missing);
    }
}
