package dev.tidemark.bench;

import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.read.BareRead;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several readers that take a table's blocks in turns, each in a session of its own. */
final class Ranges {
    private static final long BLOCKS = 4_096;

    /** What a reader does with a range of blocks. */
    interface Work {
        void read(BareRead read, long firstBlock, OptionalLong endBlock) throws SQLException;
    }

    private final Login login;
    private final int readers;

    Ranges(Login login, int readers) {
        this.login = login;
        this.readers = readers;
    }

    /** Has the whole table read; throws whatever a reader threw first. */
    void read(BenchTable table, Work work) throws Exception {
        Queue<Long> firsts = new ConcurrentLinkedQueue<>();
        for (long block = 0; block < table.blocks(); block += BLOCKS) {
            firsts.add(block);
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(readers)) {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < readers; i++) {
                Callable<Void> reader = () -> {
                    one(table.plan(), firsts, table.blocks(), work);
                    return null;
                };
                running.add(threads.submit(reader));
            }
            for (Future<Void> each : running) {
                finish(each);
            }
        }
    }

    private static void finish(Future<Void> reader) throws Exception {
        try {
            reader.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private void one(TablePlan plan, Queue<Long> firsts, long blocks, Work work) throws SQLException {
        try (PgSession session = PgSession.open(login, "tidemark bench", StatementListener.NONE)) {
            session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL TimeZone = 'UTC'");
            BareRead read = BareRead.of(session, plan);
            for (Long first = firsts.poll(); first != null; first = firsts.poll()) {
                long end = first + BLOCKS;
                work.read(read, first, end >= blocks ? OptionalLong.empty() : OptionalLong.of(end));
            }
            session.execute("COMMIT");
        }
    }
}
