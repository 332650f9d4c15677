package dev.tidemark.read;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.Readers;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.wire.Snapshot;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A database of a test's own, with a session that writes and readers as a run has them. */
final class ReadFixture implements AutoCloseable {
    static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

    private final Login login;
    private final PgSession writer;
    private final List<Readers> opened = new ArrayList<>();

    ReadFixture(DatabaseAddress address) throws SQLException {
        this.login = new Login(address, Optional.empty());
        this.writer = PgSession.open(login, "read test", StatementListener.NONE);
    }

    void execute(String sql) throws SQLException {
        writer.execute(sql);
    }

    /** A query's single column. */
    List<String> texts(String sql) throws SQLException {
        return texts(writer, sql);
    }

    static List<String> texts(PgSession session, String sql) throws SQLException {
        return session.query(sql).stream()
                .map(row -> Objects.requireNonNull(row.getFirst()))
                .toList();
    }

    /** Readers of one snapshot: what is committed now. */
    Readers readers(int count, TableName... guarded) throws SQLException {
        Readers readers = Readers.open(login, count, StatementListener.NONE);
        opened.add(readers);
        readers.begin(LOCK_TIMEOUT);
        if (guarded.length > 0) {
            readers.guard(List.of(guarded), Optional.of(guarded[0]));
        }
        List<@Nullable String> exported = writer.query("""
                        BEGIN ISOLATION LEVEL REPEATABLE READ;
                        SELECT pg_export_snapshot(), txid_current_snapshot()""").getFirst();
        Snapshot snapshot =
                Snapshot.of(Objects.requireNonNull(exported.get(0)), Objects.requireNonNull(exported.get(1)), "0/0");
        readers.importSnapshot(snapshot, 0);
        readers.share(snapshot, 0);
        writer.execute("COMMIT");
        return readers;
    }

    PgSession reader() throws SQLException {
        return readers(1).sessions().getFirst();
    }

    /** Another session with what the login has. */
    PgSession session(String name) throws SQLException {
        return PgSession.open(login, name, StatementListener.NONE);
    }

    @Override
    public void close() {
        opened.forEach(Readers::close);
        writer.close();
    }
}
