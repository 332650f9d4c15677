package dev.tidemark.sandbox;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Publishes after the commit, up to 200 ms later. The transactions take their places in the queue while their rows are
 * still locked, so that a row's events stay in order.
 */
final class DelayedRelay implements Publishing {
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final Duration LAST = Duration.ofSeconds(20);

    private final EventPublisher publisher;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Place> queue = new ArrayDeque<>();
    private final Thread thread = Thread.ofVirtual().name("demo-relay").unstarted(this::relay);
    private boolean closed;

    private static final class Place {
        private final List<ChangeEvent> events;
        private boolean known;
        private boolean committed;
        private long due;

        private Place(List<ChangeEvent> events) {
            this.events = events;
        }
    }

    private DelayedRelay(EventPublisher publisher) {
        this.publisher = publisher;
    }

    static DelayedRelay start(EventPublisher publisher) {
        DelayedRelay relay = new DelayedRelay(publisher);
        relay.thread.start();
        return relay;
    }

    @Override
    public Optional<Ending> before(Connection connection, List<ChangeEvent> events) {
        Place place = new Place(events);
        lock.lock();
        try {
            queue.addLast(place);
        } finally {
            lock.unlock();
        }
        return Optional.of(committed -> known(place, committed));
    }

    private void known(Place place, boolean committed) {
        lock.lock();
        try {
            place.known = true;
            place.committed = committed;
            place.due = System.nanoTime() + ThreadLocalRandom.current().nextLong(LONGEST_NANOS);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void relay() {
        try {
            List<ChangeEvent> due = due();
            while (!due.isEmpty()) {
                if (!publisher.publish(due)) {
                    return;
                }
                due = due();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for what is due next; empty when nothing will come any more. */
    private List<ChangeEvent> due() throws InterruptedException {
        lock.lock();
        try {
            List<ChangeEvent> due = new ArrayList<>();
            while (due.isEmpty()) {
                Place first = queue.peekFirst();
                if (first == null && closed) {
                    return due;
                } else if (first == null || !first.known) {
                    changed.await();
                } else if (first.committed && first.due > System.nanoTime()) {
                    changed.awaitNanos(first.due - System.nanoTime());
                } else {
                    take(due);
                }
            }
            return due;
        } finally {
            lock.unlock();
        }
    }

    private void take(List<ChangeEvent> due) {
        long now = System.nanoTime();
        for (Place first = queue.peekFirst();
                first != null && first.known && (first.due <= now || !first.committed);
                first = queue.peekFirst()) {
            queue.removeFirst();
            if (first.committed) {
                due.addAll(first.events);
            }
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (!thread.join(LAST)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
