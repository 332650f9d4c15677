package dev.tidemark.walkthrough;

import dev.tidemark.walkthrough.lesson.Command;
import dev.tidemark.walkthrough.lesson.Expectation;
import dev.tidemark.walkthrough.lesson.Step;
import dev.tidemark.walkthrough.psql.Outcome;
import dev.tidemark.walkthrough.psql.PsqlSession;
import dev.tidemark.walkthrough.psql.ResultRows;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Does a lesson's steps in a room, and looks whether they go as the lesson says. */
final class StepRun {
    /** PostgreSQL looks for a deadlock after 1 s; a slow machine has time enough in ten. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Room room;
    private final Map<Integer, CompletableFuture<Outcome>> latest = new HashMap<>();
    private final Map<String, String> kept = new HashMap<>();
    private final List<String> typedByHand = new CopyOnWriteArrayList<>();
    private final Check check;

    StepRun(Room room) {
        this.room = room;
        this.check = new Check(room, latest);
    }

    /** Types as the trainee does; what follows from it may differ from the lesson. */
    CompletableFuture<Outcome> byHand(int session, String text) {
        typedByHand.add(
                "session " + session + ": " + text.strip().lines().findFirst().orElse(""));
        return room.session(session).type(text);
    }

    StepResult run(Step step) {
        for (Command command : step.commands()) {
            Optional<String> wrong = run(command);
            if (wrong.isPresent()) {
                return new StepResult.Otherwise(wrong.get() + blame());
            }
        }
        return new StepResult.AsTold();
    }

    private Optional<String> run(Command command) {
        int number = command.session();
        PsqlSession session = room.session(number);
        if (session.running().isPresent()) {
            return Optional.of("Session " + number + " can't do this step yet: it still runs what it was given before"
                    + room.hang(number).map(h -> ", and waits for " + h.who()).orElse("") + ".");
        }
        session.forgetUnfinished().join();
        CompletableFuture<Outcome> outcome = session.type(command.text(kept));
        latest.put(number, outcome);
        outcome.whenComplete((_, _) -> room.changes().happened());
        if (!mayHang(command)) {
            room.changes().await(outcome::isDone, PATIENCE);
        }
        Optional<String> wrong = command.expected().isEmpty() ? failure(number, outcome) : unmet(command);
        command.keep().ifPresent(name -> keep(name, outcome));
        return wrong;
    }

    private static boolean mayHang(Command command) {
        return command.expected().stream()
                .anyMatch(e -> e instanceof Expectation.Blocked(int session, int _) && session == command.session());
    }

    private Optional<String> failure(int session, CompletableFuture<Outcome> outcome) {
        return outcome.getNow(new Outcome.Unfinished()) instanceof Outcome.Done
                ? Optional.empty()
                : Optional.of("This should have worked, but " + check.instead(session) + ".");
    }

    private Optional<String> unmet(Command command) {
        for (Expectation expectation : command.expected()) {
            room.changes().await(() -> check.settled(expectation), PATIENCE);
            if (!check.met(expectation)) {
                return Optional.of(
                        "The lesson says that " + expectation.words() + ", but " + check.instead(expectation) + ".");
            }
        }
        return Optional.empty();
    }

    private void keep(String name, CompletableFuture<Outcome> outcome) {
        if (outcome.getNow(Outcome.Done.QUIETLY) instanceof Outcome.Done(var _, Optional<ResultRows> rows)) {
            rows.ifPresent(r -> kept.put(name, r.value()));
        }
    }

    private String blame() {
        if (typedByHand.isEmpty()) {
            return " Nobody typed anything but the lesson, so the lesson or this server is different from what it was"
                    + " written for.";
        }
        return " What was typed by hand has changed the course, as it may: "
                + String.join("; ", typedByHand.subList(Math.max(0, typedByHand.size() - 3), typedByHand.size()))
                + ". Back goes over the lesson's own steps up to here.";
    }
}
