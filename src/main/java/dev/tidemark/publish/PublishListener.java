package dev.tidemark.publish;

import dev.tidemark.plan.TableName;

/** Is told what is in the log. */
public interface PublishListener {
    /** This many more rows of the table are in the log for good. */
    void published(TableName table, long rows);

    /** Kafka was away or slow, and the work goes on where it stopped. */
    void resumed(String reason);
}
