package dev.tidemark.run;

import dev.tidemark.kafka.ClientSettings;
import dev.tidemark.kafka.KafkaProblems;
import dev.tidemark.kafka.Place;
import dev.tidemark.kafka.RunReadBack;
import dev.tidemark.kafka.RunReadBack.Content;
import dev.tidemark.kafka.RunReadBack.Rows;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.read.ReadTable;
import dev.tidemark.run.Verification.TableInLog;
import dev.tidemark.wire.Checksum;
import dev.tidemark.wire.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what the log has of a run with what its journal says. */
final class Verifying {
    private static final Logger LOG = LoggerFactory.getLogger(Verifying.class);
    /** Messages carry the clock of this computer, or of the brokers: the two are not far from each other. */
    private static final Duration CLOCKS = Duration.ofHours(1);

    private final RunBasis basis;
    private final boolean committed;
    private final Map<Place, Content> log;
    private final List<String> differences = new ArrayList<>();

    private Verifying(RunBasis basis, boolean committed, Map<Place, Content> log) {
        this.basis = basis;
        this.committed = committed;
        this.log = log;
    }

    static Verification of(JournalReader known, LongConsumer seen) {
        PastRun run = known.run();
        RunBasis basis = known.basis();
        try {
            Map<Place, Content> log = new RunReadBack(
                            ClientSettings.of(basis.plan().kafka()), run.run(), run.tables())
                    .read(
                            basis.partitions(run.stage() == Stage.COMMITTED),
                            run.begun().minus(CLOCKS),
                            seen);
            return new Verifying(basis, run.stage() == Stage.COMMITTED, log).compare(known.tables(basis.plan()));
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("Run {} could not be read back", basis.run(), e);
            throw KafkaProblems.of(e, basis.plan().kafka()).asException(e);
        }
    }

    private Verification compare(List<ReadTable> read) {
        List<Place> places = Place.all(basis.partitions(false));
        int marks = (int) places.stream().filter(p -> at(p).marks() > 0).count();
        places.forEach(this::mark);
        List<TableInLog> tables = committed ? read.stream().map(this::table).toList() : List.of();
        return new Verification(committed, marks, places.size(), tables, differences);
    }

    private Content at(Place place) {
        return log.getOrDefault(place, Content.NOTHING);
    }

    private void mark(Place place) {
        Content content = at(place);
        if (committed && content.marks() != 1) {
            differ(place, "has " + (content.marks() == 0 ? "no mark" : content.marks() + " marks"));
        }
        if (committed && content.voids() > 0) {
            differ(place, "has a void of a run that was committed");
        }
        if (!committed && content.open()) {
            differ(place, "has a mark without a void behind it, of a run that came to nothing");
        }
    }

    private TableInLog table(ReadTable read) {
        TablePlan plan = read.plan();
        Checksum all = new Checksum();
        int partitions = basis.partitions(plan);
        for (int partition = 0; partition < partitions; partition++) {
            Place place = new Place(plan.rowsTopic(), partition);
            Rows rows = at(place).tables().getOrDefault(plan.table(), Rows.NONE);
            frame(place, plan, rows);
            rows.end().ifPresent(end -> rows(place, plan, rows, end));
            all.add(rows.rows(), rows.checksum());
        }
        if (all.rows() != read.rows() || !all.text().equals(read.checksum())) {
            differences.add("%s: %,d rows with checksum %s were read, the log has %,d with %s."
                    .formatted(plan.table(), read.rows(), read.checksum(), all.rows(), all.text()));
        }
        return new TableInLog(plan.table(), plan.rowsTopic(), partitions, all.rows(), all.text());
    }

    private void frame(Place place, TablePlan plan, Rows rows) {
        if (rows.begins() != 1) {
            differ(place, "has " + count(rows.begins(), "begin") + " of " + plan.table());
        }
        if (rows.ends() != 1) {
            differ(place, "has " + count(rows.ends(), "end") + " of " + plan.table());
        }
        if (rows.outside() > 0) {
            differ(place, "has %,d rows of %s outside its begin and end".formatted(rows.outside(), plan.table()));
        }
    }

    private void rows(Place place, TablePlan plan, Rows rows, End end) {
        if (end.rows() != rows.rows() || !end.checksum().equals(rows.checksum())) {
            differ(
                    place,
                    "has %,d rows of %s with checksum %s, its end says %,d with %s"
                            .formatted(rows.rows(), plan.table(), rows.checksum(), end.rows(), end.checksum()));
        }
    }

    private static String count(int number, String noun) {
        return number == 0 ? "no " + noun : number == 1 ? "one " + noun : number + " " + noun + "s";
    }

    private void differ(Place place, String how) {
        differences.add("Partition " + place.partition() + " of " + place.topic() + " " + how + ".");
    }
}
