package dev.tidemark.sandbox;

/**
 * How busy the demo application is, and how it publishes.
 *
 * @param writers how many of its services write at once, each on a connection of its own; at least 1
 * @param changesPerSecond changed rows a second, all writers together; 0 for as fast as they can
 * @param publish when it publishes
 */
public record DemoOptions(int writers, double changesPerSecond, Publish publish) {

    public DemoOptions {
        if (writers < 1 || !(changesPerSecond >= 0)) {
            throw new IllegalArgumentException("At least one writer and a rate that is not negative.");
        }
    }

    /** Four services, 200 changes a second: somebody always waits for the lock, and a small computer stays quiet. */
    public static DemoOptions standard() {
        return new DemoOptions(4, 200, Publish.IN_TRANSACTION);
    }

    public DemoOptions withWriters(int number) {
        return new DemoOptions(number, changesPerSecond, publish);
    }

    public DemoOptions withRate(double changes) {
        return new DemoOptions(writers, changes, publish);
    }

    public DemoOptions atFullSpeed() {
        return withRate(0);
    }

    public DemoOptions publishing(Publish when) {
        return new DemoOptions(writers, changesPerSecond, when);
    }
}
