package dev.tidemark.sandbox;

/**
 * An application that somebody's backfill has to share the database with: several services insert, update and
 * delete in the demo shop, and each publishes its rows' new state before its transaction commits.
 */
public final class DemoApplication implements AutoCloseable {
    DemoApplication() {}

    /** Changed rows whose transaction is committed, since the start. */
    public long changes() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Starts no further transactions; those under way finish. */
    public void pause() {}

    public void resume() {}

    /** Changed rows a second, all writers together; 0 for as fast as they can. */
    public void rate(double changesPerSecond) {}

    /** Finishes the transactions under way and ends. */
    @Override
    public void close() {}
}
