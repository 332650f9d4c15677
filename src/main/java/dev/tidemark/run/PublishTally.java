package dev.tidemark.run;

import dev.tidemark.plan.TableName;
import dev.tidemark.publish.PublishListener;

/** Brings what gets into the log to the run's thread. */
final class PublishTally implements PublishListener {
    private final RunHub hub;

    PublishTally(RunHub hub) {
        this.hub = hub;
    }

    @Override
    public void published(TableName table, long rows) {
        hub.post(() -> hub.tally().table(table).published(rows));
    }

    @Override
    public void resumed(String reason) {
        hub.post(() -> hub.tell(new RunEvent.Mended("Publishing was held up and goes on: " + reason)));
    }
}
