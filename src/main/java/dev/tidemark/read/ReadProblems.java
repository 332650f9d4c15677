package dev.tidemark.read;

import dev.tidemark.kafka.RowLimit;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What can go wrong with a read, in plain words. */
final class ReadProblems {
    private static final int KEY_BYTES = 200;

    private ReadProblems() {}

    static Problem cancelled() {
        return Problem.of(
                "read-cancelled",
                "The read was cancelled.",
                "Somebody stopped it, or the run was given up.",
                "Nothing is left behind; start a new run when you like.");
    }

    static Problem refused(TableName table, SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        String toDo = switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "42", "22" ->
                switch (state) {
                    case "42501" ->
                        "Have its owner GRANT SELECT on it; with row-level security, the role needs BYPASSRLS.";
                    case "22P05" ->
                        "A json value may have an escape for a character that the database's encoding lacks; leave its column"
                                + " out of the plan, or filter the row out.";
                    default -> "Correct the filter or the expression in the plan; nothing else could be wrong here.";
                };
            case "53" -> "Make room or memory on the database server, then start a new run.";
            case "XX" -> "The server reports damaged data or a bug: see its log before you try again.";
            default -> "See the database server's log, then start a new run.";
        };
        return Problem.of("read-refused", "Table " + table + " cannot be read.", message(error), toDo)
                .from("SQLSTATE " + state);
    }

    static Problem sessionsLost(TableName table, SQLException error) {
        return Problem.of(
                        "readers-lost",
                        "Table " + table + " could not be read: its readers were lost again and again.",
                        message(error),
                        "See in the database server's log who ended them, then start a new run.")
                .from("SQLSTATE " + error.getSQLState());
    }

    /** @param last why the last one has no session any more */
    static Problem nobodyLeft(Problem last) {
        return new Problem(
                "readers-lost",
                "All readers of the snapshot were lost, and no other could take their place.",
                last.what() + " " + last.why(),
                last.toDo() + " Then start a new run: this one's snapshot is gone, and nothing of it counts.",
                last.origin());
    }

    static Problem counts(TableName table, long read, long counted) {
        return Problem.of(
                "count-differs",
                "The rows read of " + table + " are not the rows in the snapshot.",
                "%,d rows were read, and count(*) says %,d.".formatted(read, counted),
                "If the filter depends on the time, on chance or on the session, write it so that it doesn't;"
                        + " otherwise please report this.");
    }

    static Problem rowTooLong(TablePlan plan, @Nullable JsonBuffer key, long length, RowLimit limit) {
        boolean topic = limit.of() == RowLimit.Of.TOPIC;
        return Problem.of(
                "row-too-large",
                "A row of " + plan.table()
                        + (topic
                                ? " is larger than the topic " + plan.rowsTopic() + " takes"
                                : " is larger than what can be sent with the memory that each of the readers may take")
                        + (key == null ? "." : ": the one with the key " + key.excerpt(KEY_BYTES) + "."),
                "As a message it has at least %,d bytes; %s %,d."
                        .formatted(
                                length,
                                topic ? "max.message.bytes of the topic allows" : "the memory is enough for",
                                limit.bytes()),
                "Leave the large column out of the plan, filter the row out, or "
                        + (topic ? "have the topic's max.message.bytes raised" : "plan fewer readers")
                        + "; then start a new run.");
    }

    static Problem notUtf8(TableName table, Optional<String> key, SQLException error) {
        return Problem.of(
                        "text-not-utf8",
                        "A row of " + table + " has text that is not UTF-8"
                                + key.map(k -> ": the one with the key " + k + ".")
                                        .orElse("."),
                        "In a database whose encoding is SQL_ASCII text can be any bytes; JSON has to be UTF-8. The server says: "
                                + message(error),
                        "Correct the text, leave its column out of the plan, or filter the row out; then start a new run.")
                .from("SQLSTATE " + error.getSQLState());
    }

    static Problem stream(TableName table, String why) {
        return Problem.of(
                "stream-broken",
                "What came from the server for " + table + " cannot be understood.",
                why,
                "Please report this with the server's version.");
    }

    static Problem files(Path path, IOException error) {
        String message = String.valueOf(error.getMessage());
        if (saysFull(message.toLowerCase(Locale.ROOT))) {
            return Problem.of(
                    "disk-full",
                    "The disk is full: there is no room left for the staged rows.",
                    "They are written to " + path + ".",
                    "Make room there, or choose another folder for the stage, then start a new run.");
        }
        String why = error instanceof AccessDeniedException ? "It may not be written to." : message;
        return Problem.of(
                "stage-unwritable",
                "The staged rows cannot be written to " + path + ".",
                why,
                "Choose another folder for the stage, or make this one writable.");
    }

    static Problem full(Path folder, long usable, long reserve, String missing) {
        return full("%s has %,d MB left, of which %,d MB are kept free for others. %s"
                .formatted(folder, usable / 1_000_000, reserve / 1_000_000, missing));
    }

    static Problem refusedRoom(Path folder, long usable, String missing) {
        return full("%s took no more, though its file system tells of %,d MB left; a quota may be used up. %s"
                .formatted(folder, usable / 1_000_000, missing));
    }

    private static Problem full(String why) {
        return Problem.of(
                "disk-full",
                "The read stands still: the disk with the staged rows is full.",
                why,
                "Make room there, and the read goes on by itself; or discard the run.");
    }

    static Problem heldUp(TableName table, String why) {
        return Problem.of(
                "rows-not-taken",
                "The rows of " + table + " could not be sent.",
                why,
                "Bring Kafka back, then start a new run; the rows that are there have no end, and consumers pass them over.");
    }

    static Problem damaged(Path file, String why) {
        return Problem.of(
                "stage-damaged",
                "The staged rows in " + file + " are damaged or gone.",
                why,
                "Discard this run and start a new one.");
    }

    /** Whether this is what file systems say when they are full. */
    static boolean isFull(IOException error) {
        return saysFull(String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT));
    }

    private static boolean saysFull(String message) {
        return message.contains("no space left")
                || message.contains("not enough space")
                || message.contains("quota exceeded");
    }

    private static String message(SQLException error) {
        if (error instanceof PSQLException server) {
            ServerErrorMessage message = server.getServerErrorMessage();
            if (message != null && message.getMessage() != null) {
                return message.getMessage();
            }
        }
        return String.valueOf(error.getMessage());
    }
}
