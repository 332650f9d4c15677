package dev.tidemark.run;

import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.plan.TablePlan.Envelope;
import dev.tidemark.wire.CloudEvent;
import java.time.Instant;
import java.util.Optional;

/** Which of a plan's tables are published as CloudEvents. */
final class Envelopes {
    private Envelopes() {}

    static Optional<CloudEvent> cloudEvent(Plan plan, TablePlan table, Instant at) {
        return table.envelope() == Envelope.CLOUDEVENTS
                ? Optional.of(CloudEvent.of(plan.database().database(), table.table(), at))
                : Optional.empty();
    }
}
