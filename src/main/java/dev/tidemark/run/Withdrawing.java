package dev.tidemark.run;

import dev.tidemark.kafka.ClientSettings;
import dev.tidemark.kafka.CompactedTopic;
import dev.tidemark.kafka.KafkaProblems;
import dev.tidemark.kafka.MarkProducer;
import dev.tidemark.kafka.MarkSearch;
import dev.tidemark.kafka.RowProducer;
import dev.tidemark.kafka.VoidProducer;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.wire.Mark;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Discards a run that another program left: its open transactions are ended, its marks withdrawn, its rows deleted. */
final class Withdrawing {
    private static final Logger LOG = LoggerFactory.getLogger(Withdrawing.class);
    private static final String REASON = "The console ended before the run did.";

    private final JournalReader known;
    private final RunBasis basis;

    Withdrawing(JournalReader known) {
        this.known = known;
        this.basis = known.basis();
    }

    String go() {
        Standing standing = known.standing();
        try (RunHub hub = basis.hub(Map.of());
                RunJournal journal = RunJournal.reopen(basis.folder(), Clock.systemUTC())) {
            boolean marked = standing != Standing.NOTHING_DONE && marked(standing);
            if (marked) {
                journal.happened(new RunEvent.Withdrawing(REASON), hub.state());
                new VoidProducer(ClientSettings.of(basis.plan().kafka()))
                        .withdraw(basis.run(), REASON, basis.partitions(rowsMayBeThere(standing)));
            }
            new StageFolder(basis.stage()).delete();
            journal.happened(new RunEvent.StageReached(Stage.DISCARDED), hub.state());
            journal.broken().ifPresent(problem -> {
                throw problem.asException();
            });
            return marked
                    ? "Its marks are withdrawn, and what it had staged is deleted."
                    : "It had no mark in the log; there was nothing to withdraw.";
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("Run {} could not be discarded", basis.run(), e);
            throw KafkaProblems.of(e, basis.plan().kafka()).asException(e);
        }
    }

    private boolean rowsMayBeThere(Standing standing) {
        return standing == Standing.PUBLISHING
                || standing == Standing.WITHDRAWING
                || basis.streamed() && standing != Standing.AT_THE_GATE;
    }

    /** Ends what the other program had open, so that nothing of it comes later, and looks whether a mark is there. */
    private boolean marked(Standing standing) {
        Map<String, Object> client = ClientSettings.of(basis.plan().kafka());
        MarkProducer.fence(client, basis.run());
        if (standing == Standing.PUBLISHING || standing == Standing.WITHDRAWING) {
            RowProducer.open(client, basis.run()).close();
        }
        if (basis.streamed() && standing != Standing.AT_THE_GATE) {
            // Else whoever reads the rows topics waits until these transactions time out.
            for (int lane = 0; lane < basis.plan().read().readers(); lane++) {
                RowProducer.lane(client, basis.run(), lane, RowProducer.BUFFER_BYTES)
                        .close();
            }
        }
        if (basis.sideBand()) {
            CompactedTopic.create(client, Mark.SIDE_BAND_TOPIC);
        }
        Map<String, Map<Integer, Long>> from =
                basis.sideBand() ? Map.of(Mark.SIDE_BAND_TOPIC, Map.of(0, 0L)) : known.ends();
        return standing != Standing.AT_THE_GATE || new MarkSearch(client).finds(basis.run(), from);
    }
}
