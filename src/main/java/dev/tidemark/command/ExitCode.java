package dev.tidemark.command;

/** What scripts are told. Ctrl+C ends with 130, as everywhere. */
enum ExitCode {
    DONE(0),
    /** The run failed or was given up; everything is rolled back or withdrawn. */
    FAILED(1),
    /** Wrong usage, or a mistake in the plan. */
    USAGE(2),
    /** Refused before anything was locked or written. */
    REFUSED(3);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
