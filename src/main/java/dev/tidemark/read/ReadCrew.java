package dev.tidemark.read;

import dev.tidemark.problem.ProblemException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The readers at work, each on a thread of its own: as many as are wanted at the moment, while there is something to do. */
final class ReadCrew {
    /** What there is to do. For any thread. */
    interface Jobs {
        /** Gives the next job; null when there is none, or no more work is wanted. */
        @Nullable
        ReadJob next();

        /** Nothing is left to do of the job. */
        void done(ReadJob job);

        void failed(Throwable reason);
    }

    private final Jobs jobs;
    private final Supplier<Reader> hire;
    private final ReadListener listener;
    private final List<Reader> all = new CopyOnWriteArrayList<>();
    private final Deque<Reader> idle = new ArrayDeque<>();
    private int wanted;
    private int working;
    private int leaving;
    private int threads;
    private boolean begun;

    /** @param hire opens one more reader */
    ReadCrew(List<Reader> readers, Jobs jobs, Supplier<Reader> hire, ReadListener listener) {
        this.jobs = jobs;
        this.hire = hire;
        this.listener = listener;
        this.wanted = readers.size();
        all.addAll(readers);
        idle.addAll(readers);
    }

    /** Those that were there from the beginning, and those hired since. */
    List<Reader> all() {
        return all;
    }

    /** Begins to work, and returns when there is nothing left to do. */
    synchronized void work() throws InterruptedException {
        begun = true;
        fill();
        while (working > 0) {
            wait();
        }
    }

    /** Changes how many readers work at once. Those that are too many finish their chunk first. */
    synchronized void want(int readers) {
        wanted = readers;
        if (begun && working > 0) {
            fill();
        }
    }

    private void fill() {
        while (working < wanted) {
            Reader next = idle.poll();
            working++;
            // Decoding and compressing keep a core busy: nothing that a virtual thread is for.
            Thread.ofPlatform().daemon().name("reader-" + threads++).start(() -> work(next));
        }
    }

    private void work(@Nullable Reader ready) {
        Reader reader = ready;
        try {
            if (reader == null) {
                reader = hire.get();
                all.add(reader);
            }
            for (ReadJob job = next(); job != null; job = next()) {
                reader.perform(job, jobs::done);
            }
            reader.settle(jobs::done);
        } catch (ProblemException e) {
            if (reader == null) {
                listener.mended(
                        "One more reader could not be opened: " + e.problem().why());
            } else {
                jobs.failed(e);
            }
        } catch (RuntimeException | Error e) {
            jobs.failed(e);
        } finally {
            if (reader != null) {
                reader.leave();
            }
            leave(reader);
        }
    }

    private synchronized @Nullable ReadJob next() {
        if (working - leaving > wanted) {
            leaving++;
            return null;
        }
        return jobs.next();
    }

    private synchronized void leave(@Nullable Reader reader) {
        working--;
        leaving = Math.max(0, leaving - 1);
        if (reader != null) {
            idle.push(reader);
        }
        notifyAll();
    }
}
