package dev.tidemark.run;

import dev.tidemark.journal.RunInLog;
import dev.tidemark.kafka.ClientSettings;
import dev.tidemark.kafka.CompactedTopic;
import dev.tidemark.kafka.KafkaProblems;
import dev.tidemark.kafka.Ledger;
import dev.tidemark.kafka.MarkProducer;
import dev.tidemark.kafka.MarkSearch;
import dev.tidemark.kafka.RowTransactions;
import dev.tidemark.kafka.VoidProducer;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.wire.LedgerEntry;
import dev.tidemark.wire.Mark;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Discards a run that another program left: its open transactions are ended, its marks withdrawn, its rows deleted. */
final class Withdrawing {
    private static final Logger LOG = LoggerFactory.getLogger(Withdrawing.class);
    private static final String REASON = "The console ended before the run did.";

    private final JournalReader known;
    private final RunJournal journal;
    private final RunBasis basis;

    /** @param journal of the run, which is ours by that */
    Withdrawing(JournalReader known, RunJournal journal) {
        this.known = known;
        this.journal = journal;
        this.basis = known.basis();
    }

    String go() {
        AtomicReference<String> done = new AtomicReference<>("");
        RunInLog.during(basis.run().value(), () -> done.set(withdraw()));
        return done.get();
    }

    private String withdraw() {
        Standing standing = known.left();
        try (RunHub hub = basis.hub(Map.of())) {
            StageFolder staged = new StageFolder(basis.stage());
            boolean marked = standing != Standing.NOTHING_DONE && marked(standing);
            if (marked && isPublished(standing)) {
                journal.happened(new RunEvent.Published(), hub.state());
                staged.delete();
                return written("All its rows and their ends were in the log already: it is committed, not discarded.");
            }
            if (marked) {
                journal.happened(new RunEvent.Withdrawing(REASON), hub.state());
                if (journal.broken().isPresent()) {
                    // Without the rows nobody can take the run for one that may still be committed.
                    staged.delete();
                }
                new VoidProducer(ClientSettings.of(basis.plan().kafka()))
                        .withdraw(basis.run(), REASON, basis.partitions(rowsMayBeThere(standing)));
            }
            staged.delete();
            journal.happened(new RunEvent.StageReached(Stage.DISCARDED), hub.state());
            return written(
                    marked
                            ? "Its marks are withdrawn, and what it had staged is deleted."
                            : "It had no mark in the log; there was nothing to withdraw.");
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("Run {} could not be discarded", basis.run(), e);
            throw KafkaProblems.of(e, basis.plan().kafka()).asException(e);
        }
    }

    private String written(String done) {
        journal.broken().ifPresent(problem -> {
            throw problem.asException();
        });
        return done;
    }

    /** Whether the other program had published everything, and died before it could write that down. */
    private boolean isPublished(Standing standing) {
        if (standing != Standing.PUBLISHING) {
            return false;
        }
        Set<String> there = new Ledger(ClientSettings.of(basis.plan().kafka()))
                .entries(basis.run()).stream().map(LedgerEntry::key).collect(Collectors.toSet());
        return basis.plan().tables().stream()
                .allMatch(t ->
                        there.contains(LedgerEntry.end(basis.run(), t.table()).key()));
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
        if (rowsMayBeThere(standing)) {
            // Else whoever reads the rows topics waits until these transactions time out.
            RowTransactions.end(client, basis.run(), basis.producers());
        }
        if (basis.sideBand()) {
            CompactedTopic.create(client, Mark.SIDE_BAND_TOPIC);
        }
        Map<String, Map<Integer, Long>> from =
                basis.sideBand() ? Map.of(Mark.SIDE_BAND_TOPIC, Map.of(0, 0L)) : known.ends();
        return standing != Standing.AT_THE_GATE || new MarkSearch(client).finds(basis.run(), from);
    }
}
