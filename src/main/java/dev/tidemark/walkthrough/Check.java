package dev.tidemark.walkthrough;

import dev.tidemark.walkthrough.lesson.Expectation;
import dev.tidemark.walkthrough.psql.Outcome;
import dev.tidemark.walkthrough.psql.PsqlSession;
import dev.tidemark.walkthrough.psql.ResultRows;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Whether what should have happened did.
 *
 * @param latest each session's last command of the lesson
 */
record Check(Room room, Map<Integer, CompletableFuture<Outcome>> latest) {

    /** Whether there is nothing more to wait for: it is so, or it can't come to be any more. */
    boolean settled(Expectation expectation) {
        return met(expectation)
                || expectation instanceof Expectation.OfSession of
                        && answer(of.session()).isPresent();
    }

    boolean met(Expectation expectation) {
        return switch (expectation) {
            case Expectation.Blocked(int session, int by) ->
                room.hang(session)
                        .filter(h -> h.blockers().contains("session " + by))
                        .isPresent();
            case Expectation.Tag(int session, String tag) ->
                answer(session)
                        .filter(o -> o instanceof Outcome.Done(var t, var _) && t.equals(tag))
                        .isPresent();
            case Expectation.Rows(int session, int count) ->
                rows(session).filter(r -> r.rows().size() == count).isPresent();
            case Expectation.Shows(int session, String value) ->
                rows(session)
                        .filter(r -> r.rows().stream().anyMatch(row -> row.contains(value)))
                        .isPresent();
            case Expectation.Error(int session, var states) ->
                answer(session)
                        .filter(o -> o instanceof Outcome.Failed(var state, var _) && states.contains(state))
                        .isPresent();
            case Expectation.Gone(int session) -> !room.session(session).connected();
            case Expectation.Logged(String label, boolean there) -> room.log().says(label) == there;
        };
    }

    /** What happened instead. */
    String instead(Expectation expectation) {
        if (!(expectation instanceof Expectation.OfSession of)) {
            return "it shows "
                    + (room.log().entries().isEmpty()
                            ? "nothing"
                            : String.join(
                                    ", ",
                                    room.log().entries().stream()
                                            .map(LogEntry::words)
                                            .toList()));
        }
        return instead(of.session());
    }

    String instead(int session) {
        Optional<Hang> hang = room.hang(session);
        if (hang.isPresent()) {
            return "session " + session + " waits for " + hang.get().who();
        }
        PsqlSession open = room.session(session);
        return answer(session)
                .map(o -> "session " + session + " got " + o.words() + values(o))
                .orElse("session " + session + (open.running().isPresent() ? " got no answer yet" : " did nothing"));
    }

    private static String values(Outcome outcome) {
        return outcome instanceof Outcome.Done(var _, Optional<ResultRows> rows) && rows.isPresent()
                ? " ("
                        + String.join(
                                ", ",
                                rows.get().rows().stream()
                                        .limit(5)
                                        .map(r -> String.valueOf(r.getLast()))
                                        .toList())
                        + ")"
                : "";
    }

    private Optional<Outcome> answer(int session) {
        return Optional.ofNullable(latest.get(session)).map(f -> f.getNow(null));
    }

    private Optional<ResultRows> rows(int session) {
        return answer(session)
                .flatMap(o -> o instanceof Outcome.Done(var _, Optional<ResultRows> rows) ? rows : Optional.empty());
    }
}
