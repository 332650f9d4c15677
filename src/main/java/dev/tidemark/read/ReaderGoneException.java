package dev.tidemark.read;

import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;

/** A reader's session is lost, and there is no other for it; what it had to do can be done by another reader. */
final class ReaderGoneException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ReadJob job;
    private final transient Problem problem;
    private final int pid;

    /**
     * @param job what it was at
     * @param pid of the session that was lost
     * @param why there is no other session
     */
    ReaderGoneException(ReadJob job, int pid, ProblemException why) {
        super(why);
        this.job = job;
        this.pid = pid;
        this.problem = why.problem();
    }

    ReadJob job() {
        return job;
    }

    int pid() {
        return pid;
    }

    Problem problem() {
        return problem;
    }
}
