package dev.tidemark.bench;

import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * What is done to one run.
 *
 * @param target what is hit
 * @param moment when
 * @param delayMillis how long after the moment
 * @param awayMillis how long a server that is hit is gone
 * @param streamed whether the run streams its rows
 * @param goOn whether a run that can be gone on with is gone on with
 * @param clearingMillis if there, the program that clears up is killed as well, so long after its start
 */
record Fault(
        Target target,
        Moment moment,
        int delayMillis,
        int awayMillis,
        boolean streamed,
        boolean goOn,
        OptionalInt clearingMillis) {

    /** What to hit. */
    enum Target {
        PROGRAM,
        POSTGRES,
        KAFKA
    }

    /**
     * A moment in a run.
     *
     * @param line what has to stand in a line of the program's output
     * @param typed what is typed meanwhile; if anything, the run goes step by step, and waits in the gate to be hit
     */
    record Moment(String line, String typed) {
        static Moment at(String line) {
            return new Moment(line, "");
        }
    }

    /** The gate is open again within milliseconds: to be sure to meet it, some runs wait in it. */
    private static final List<Moment> MOMENTS = List.of(
            Moment.at("\"event\":\"started\""),
            Moment.at("\"stage\":\"locking\""),
            new Moment("\"event\":\"drained\"", "y\n"),
            new Moment("\"event\":\"snapshot\"", "y\n\n"),
            new Moment("\"stage\":\"marked\"", "y\n\n\n"),
            Moment.at("\"event\":\"mark\""),
            Moment.at("\"stage\":\"reading\""),
            Moment.at("\"stage\":\"staged\""),
            Moment.at("\"stage\":\"publishing\""),
            Moment.at("\"stage\":\"publishing\""),
            Moment.at("\"event\":\"table-published\""));

    private static final List<Target> TARGETS =
            List.of(Target.PROGRAM, Target.PROGRAM, Target.PROGRAM, Target.POSTGRES, Target.KAFKA);
    private static final int LATEST_MILLIS = 600;
    private static final int LONGEST_AWAY_MILLIS = 1000;
    private static final int LATEST_CLEARING_MILLIS = 3000;

    /** Everything is decided here, so that a round is the same again whatever comes of it. */
    static Fault drawn(RandomGenerator random) {
        return new Fault(
                TARGETS.get(random.nextInt(TARGETS.size())),
                MOMENTS.get(random.nextInt(MOMENTS.size())),
                // Mostly at once or soon after; now and then late.
                (int) (LATEST_MILLIS * Math.pow(random.nextDouble(), 3)),
                random.nextInt(LONGEST_AWAY_MILLIS),
                random.nextInt(3) == 0,
                random.nextBoolean(),
                random.nextInt(4) == 0 ? OptionalInt.of(random.nextInt(LATEST_CLEARING_MILLIS)) : OptionalInt.empty());
    }
}
