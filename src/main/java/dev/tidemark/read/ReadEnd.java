package dev.tidemark.read;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The end of a read that comes to nothing: has all readers end what the server does for them, first politely. */
final class ReadEnd {
    private static final Duration BETWEEN_CANCELS = Duration.ofMillis(150);
    private static final int CANCELS = 20;
    private static final Duration BEFORE_ABORT = Duration.ofMillis(900);

    private final Supplier<List<Reader>> readers;
    private final AtomicReference<@Nullable Throwable> reason = new AtomicReference<>();
    private final Object cancelling = new Object();
    private final CountDownLatch idle = new CountDownLatch(1);

    ReadEnd(Supplier<List<Reader>> readers) {
        this.readers = readers;
    }

    /** Why the read comes to nothing; null while it doesn't. */
    @Nullable
    Throwable reason() {
        return reason.get();
    }

    /** Begins to end it; false if somebody did already, or all is over. */
    boolean begin(Throwable why) {
        boolean first = idle.getCount() > 0 && reason.compareAndSet(null, why);
        if (first) {
            Thread.ofVirtual().name("cancel-read").start(this::cancel);
            Thread.ofVirtual().name("abort-read").start(this::abort);
        }
        return first;
    }

    /** All readers are done; nobody cancels anything from now on. */
    void reached() {
        synchronized (cancelling) {
            idle.countDown();
        }
    }

    /** A cancel request that comes between two statements is lost, hence more than one; none may come after the end. */
    private void cancel() {
        boolean over = false;
        for (int i = 0; i < CANCELS && !over; i++) {
            synchronized (cancelling) {
                over = idle.getCount() == 0;
                if (!over) {
                    readers.get().forEach(Reader::cancel);
                }
            }
            over = over || within(BETWEEN_CANCELS);
        }
    }

    private void abort() {
        if (!within(BEFORE_ABORT)) {
            readers.get().forEach(Reader::abort);
        }
    }

    /** Whether all readers are done, at the latest after this time. */
    boolean within(Duration time) {
        try {
            return idle.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
