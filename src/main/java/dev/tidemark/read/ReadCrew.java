package dev.tidemark.read;

import dev.tidemark.postgres.PgSession;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The readers at work, each on a thread of its own: as many as are wanted at the moment, while there is something to do. One
 * that is lost for good leaves its work to the others.
 */
final class ReadCrew {
    /** What there is to do. For any thread. */
    interface Jobs {
        /** Gives the next job; null when there is none, or no more work is wanted. */
        @Nullable
        ReadJob next();

        /** Nothing is left to do of the job. */
        void done(ReadJob job);

        /** Somebody else has to do these. */
        void giveBack(Collection<ReadJob> jobs);

        /** Whether there is a next job. */
        boolean areLeft();

        void failed(Throwable reason);
    }

    private final Jobs jobs;
    private final Function<PgSession, Reader> maker;
    private final Reserve reserve;
    private final ReadListener listener;
    private final List<Reader> all = new CopyOnWriteArrayList<>();
    private final Deque<Reader> idle = new ArrayDeque<>();
    private int wanted;
    private int working;
    private int leaving;
    private int threads;
    private boolean begun;
    private boolean askedForLast;
    /** Why the latest that was lost for good has no session any more, the keeper aside: it can't have another. */
    private @Nullable Problem lost;

    /** @param maker of a session's reader */
    ReadCrew(
            List<Reader> readers,
            Jobs jobs,
            Function<PgSession, Reader> maker,
            Reserve reserve,
            ReadListener listener) {
        this.jobs = jobs;
        this.maker = maker;
        this.reserve = reserve;
        this.listener = listener;
        this.wanted = readers.size();
        all.addAll(readers);
        idle.addAll(readers);
    }

    /** Those that were there from the beginning, and those hired since, without those that were lost for good. */
    List<Reader> all() {
        return all;
    }

    /** Has one reader do a job on this thread, before all others. Throws a ProblemException if none can. */
    synchronized void first(ReadJob job) {
        while (true) {
            Reader reader = idle.peek();
            if (reader == null) {
                reader = last();
                idle.add(reader);
            }
            try {
                reader.perform(job, _ -> {});
                return;
            } catch (ReaderGoneException e) {
                idle.remove(reader);
                gone(reader, e);
            }
        }
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
            start(idle.poll());
        }
    }

    private void start(@Nullable Reader next) {
        working++;
        // Decoding and compressing keep a core busy: nothing that a virtual thread is for.
        Thread.ofPlatform().daemon().name("reader-" + threads++).start(() -> work(next));
    }

    private void work(@Nullable Reader ready) {
        Reader reader = ready;
        try {
            if (reader == null) {
                reader = maker.apply(reserve.another());
                all.add(reader);
            }
            for (ReadJob job = next(); job != null; job = next()) {
                reader.perform(job, jobs::done);
            }
            reader.settle(jobs::done);
        } catch (ReaderGoneException e) {
            handOver(Objects.requireNonNull(reader), e);
            reader = null;
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

    private void handOver(Reader reader, ReaderGoneException reason) {
        try {
            List<ReadJob> again = new ArrayList<>(reader.unfinished());
            again.add(reason.job());
            gone(reader, reason);
            jobs.giveBack(again);
        } catch (RuntimeException | Error e) {
            jobs.failed(e);
            reader.leave();
        }
    }

    private synchronized void gone(Reader reader, ReaderGoneException reason) {
        all.remove(reader);
        if (!askedForLast) {
            lost = reason.problem();
        }
        listener.mended("Session " + reason.pid() + " was lost while it read "
                + reason.job().table()
                + ", and no other could take its place: "
                + reason.problem().why()
                + " What it had begun is read again by those that are left.");
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
        if (jobs.areLeft() && working < wanted) {
            carryOn();
        }
        notifyAll();
    }

    /** What was handed over may come when the others have nothing to do any more, or there are no others. */
    private void carryOn() {
        Reader next = idle.poll();
        if (next != null) {
            start(next);
        } else if (working == 0) {
            try {
                start(last());
            } catch (ProblemException e) {
                jobs.failed(e);
            }
        }
    }

    private Reader last() {
        Optional<PgSession> kept = askedForLast ? Optional.empty() : reserve.last();
        askedForLast = true;
        Reader reader = kept.map(maker).orElseThrow(this::nobodyLeft);
        all.add(reader);
        listener.mended(
                "No reader is left: the session that keeps the snapshot reads now, and there can be no more of them.");
        return reader;
    }

    private ProblemException nobodyLeft() {
        return lost == null
                ? ReadProblems.cancelled().asException()
                : ReadProblems.nobodyLeft(lost).asException();
    }
}
