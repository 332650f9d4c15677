package dev.tidemark.walkthrough.psql;

import dev.tidemark.postgres.Login;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session of one's own at a database, which one types into. Statements run one after the other on the session's own
 * thread, so that one may hang for as long as it likes; what is typed meanwhile waits for it, as in psql. May be used
 * from any thread.
 */
public final class PsqlSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PsqlSession.class);

    private static final Duration END = Duration.ofSeconds(5);

    private final Link link;
    private final Transcript transcript;
    private final Input input = new Input();
    private final Basics basics;
    private final List<SessionCommand> commands;
    private final Desk desk = new OwnDesk();
    private final Runnable changed;
    private final Runnable completed;
    private final ExecutorService thread;
    private volatile @Nullable Running running;
    private volatile char inside = '=';

    private PsqlSession(Link link, String name, List<SessionCommand> more, Runnable changed, Runnable completed) {
        this.link = link;
        this.transcript = new Transcript(changed);
        this.changed = changed;
        this.completed = completed;
        this.basics = new Basics(link, this::commands);
        this.commands = new ArrayList<>(basics.commands());
        this.commands.addAll(more);
        this.thread =
                Executors.newSingleThreadExecutor(Thread.ofVirtual().name(name).factory());
    }

    /**
     * Connects.
     *
     * @param login where, and as whom
     * @param name what the server shows as the application's name
     * @param setUp SQL that each new connection of this session begins with
     * @param more commands beside psql's own
     * @param changed told after each change of what the session shows, on whatever thread
     * @param completed told after each statement that the server has answered, before anyone learns of the answer
     */
    public static PsqlSession open(
            Login login, String name, String setUp, List<SessionCommand> more, Runnable changed, Runnable completed)
            throws SQLException {
        Link link = new Link(() -> {
            var connection = login.connect(name);
            Answer.of(connection, setUp);
            return connection;
        });
        link.open();
        return new PsqlSession(link, name, more, changed, completed);
    }

    /**
     * Types one or several lines. The outcome is that of the last statement in them; it never fails exceptionally.
     */
    public CompletableFuture<Outcome> type(String text) {
        try {
            return CompletableFuture.supplyAsync(() -> typed(text), thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(new Outcome.Gone("This session is closed."));
        }
    }

    /** Forgets what was begun and not finished with a semicolon. */
    public CompletableFuture<Void> forgetUnfinished() {
        return CompletableFuture.runAsync(
                () -> {
                    if (!input.isEmpty()) {
                        input.clear();
                        inside = '=';
                        transcript.add(Line.note("The unfinished statement is forgotten."));
                    }
                },
                thread);
    }

    /** What is being waited for. */
    public Optional<Running> running() {
        return Optional.ofNullable(running);
    }

    public OptionalInt pid() {
        return link.pid();
    }

    public boolean connected() {
        return link.isOpen();
    }

    public String prompt() {
        return link.prompt(inside);
    }

    public Transcript transcript() {
        return transcript;
    }

    /** Ctrl+C: asks the server to give the running statement up. */
    public void cancel() {
        link.cancel();
    }

    private List<SessionCommand> commands() {
        return commands;
    }

    private Outcome typed(String text) {
        Outcome last = Outcome.Done.QUIETLY;
        for (String line : text.stripTrailing().split("\n", -1)) {
            transcript.add(Line.typed(prompt(), line));
            List<String> complete = input.line(line);
            inside = input.isEmpty() ? '=' : input.inside();
            for (String command : complete) {
                last = run(command);
            }
        }
        return input.isEmpty() ? last : new Outcome.Unfinished();
    }

    private Outcome run(String command) {
        running = new Running(command, System.nanoTime());
        try {
            Outcome outcome = command.startsWith("\\") ? backslash(command) : statement(command);
            completed.run();
            return outcome;
        } catch (SQLException e) {
            return refused(e, command);
        } catch (RuntimeException e) {
            LOG.warn("{} failed", command, e);
            return complaint(String.valueOf(e.getMessage()));
        } finally {
            running = null;
            changed.run();
        }
    }

    private Outcome statement(String sql) throws SQLException {
        Answer answer = link.ask(sql);
        answer.notices().forEach(notice -> transcript.add(Line.notice(notice)));
        answer.rows().map(AlignedTable::new).ifPresent(this::show);
        if (!answer.tag().isEmpty()) {
            transcript.add(Line.tag(answer.tag()));
        }
        return new Outcome.Done(answer.tag(), answer.rows());
    }

    private void show(AlignedTable table) {
        transcript.add(Line.rows(basics.expanded() ? table.expanded() : table.text()));
    }

    private Outcome backslash(String typed) throws SQLException {
        String[] parts = typed.split("\\s+", 2);
        String name = parts[0].replaceFirst(";$", "");
        String argument = parts.length == 1 ? "" : parts[1].strip().replaceFirst(";$", "");
        for (SessionCommand command : commands) {
            if (command.name().equals(name)) {
                return command.run(argument, desk);
            }
        }
        return complaint("invalid command " + name + "\nTry \\? for help.");
    }

    private Outcome complaint(String text) {
        transcript.add(Line.error(text));
        return new Outcome.Failed("", text);
    }

    private Outcome refused(SQLException e, String command) {
        transcript.add(Line.error(ErrorText.of(e, command)));
        if (!link.isOpen()) {
            link.cut();
            transcript.add(Line.note("The connection is gone, and its transaction with it. \\c connects again."));
            return new Outcome.Gone(String.valueOf(e.getMessage()));
        }
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        completed.run();
        return new Outcome.Failed(state, String.valueOf(e.getMessage()));
    }

    /**
     * Ends the session without a word to the server, also in the middle of a statement. The thread is not interrupted:
     * it may be about to tell somebody, on a connection that is not ours, that a statement is done.
     */
    @Override
    public void close() {
        link.cut();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A session's last statement takes its time to end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class OwnDesk implements Desk {
        @Override
        public Optional<ResultRows> ask(String sql) throws SQLException {
            return link.ask(sql).rows();
        }

        @Override
        public void show(Line line) {
            transcript.add(line);
        }

        @Override
        public boolean inTransaction() {
            return link.inTransaction();
        }

        @Override
        public void cut() {
            link.cut();
        }
    }
}
