package dev.tidemark.run;

import dev.tidemark.gate.GateProblems;
import dev.tidemark.kafka.ClientSettings;
import dev.tidemark.kafka.KafkaProblems;
import dev.tidemark.kafka.RowTransactions;
import dev.tidemark.kafka.VoidProducer;
import dev.tidemark.problem.Problem;
import java.util.function.Consumer;

/** Takes back what is in the log of a run that comes to nothing. */
record RunVoid(RunHub hub, RunBasis basis) {

    /**
     * Writes a void wherever there is a mark, and wherever there may be rows.
     *
     * @param reason one sentence
     * @param rowsInLog whether there may be rows
     * @param done told on the run's thread when the cluster has them all
     * @param failed told there if it has not
     */
    void write(String reason, boolean rowsInLog, Runnable done, Consumer<Problem> failed) {
        hub.work(() -> {
            try {
                if (rowsInLog) {
                    // Else whoever reads the rows topics waits until the transactions of those who were cut off time
                    // out.
                    RowTransactions.end(ClientSettings.of(basis.plan().kafka()), basis.run(), basis.producers());
                }
                new VoidProducer(ClientSettings.of(basis.plan().kafka()))
                        .withdraw(basis.run(), reason, basis.partitions(rowsInLog));
                hub.post(done);
            } catch (RuntimeException e) {
                String why = KafkaProblems.of(e, basis.plan().kafka()).why();
                hub.post(() -> failed.accept(notWritten(reason, why)));
            }
        });
    }

    private static Problem notWritten(String reason, String why) {
        return Problem.of(
                GateProblems.VOID_NOT_WRITTEN,
                reason + " Its marks are still in the log, for their voids could not be written.",
                why,
                "Bring Kafka back and discard the run again; until then consumers may wait at the marks.");
    }
}
