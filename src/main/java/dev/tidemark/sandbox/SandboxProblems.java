package dev.tidemark.sandbox;

import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import java.nio.file.Path;
import java.sql.SQLException;

/** What can keep a sandbox from starting, in words. */
final class SandboxProblems {
    private SandboxProblems() {}

    static ProblemException serverFailed(String server, String why, Path log) {
        return Problem.of(
                        "sandbox-server-failed",
                        "The sandbox's " + server + " did not start.",
                        why,
                        "Look into " + log + ", and try again with an empty sandbox folder.")
                .asException();
    }

    static ProblemException interrupted(String server) {
        return Problem.of(
                        "sandbox-interrupted",
                        "The sandbox's " + server + " was not waited for.",
                        "Its start or stop was interrupted.",
                        "Start the sandbox again.")
                .asException();
    }

    static ProblemException files(Path path, Exception cause) {
        return Problem.of(
                        "sandbox-files",
                        "The sandbox cannot use its folder.",
                        path + ": " + cause,
                        "See that the folder can be written and its disk has 1 GB free, or choose another.")
                .asException(cause);
    }

    static ProblemException database(SQLException cause) {
        return Problem.of(
                        "sandbox-database",
                        "The sandbox's database could not be prepared.",
                        String.valueOf(cause.getMessage()),
                        "Start the sandbox again with an empty folder.")
                .from(String.valueOf(cause.getSQLState()))
                .asException(cause);
    }

    static ProblemException noBinaries(String system, Exception cause) {
        return Problem.of(
                        "sandbox-no-postgresql",
                        "There is no built-in PostgreSQL for this computer.",
                        "No binaries for " + system + " are on the class path.",
                        "Connect to a PostgreSQL server of your own instead of the sandbox.")
                .asException(cause);
    }

    static ProblemException root() {
        return Problem.of(
                        "sandbox-as-root",
                        "The sandbox's PostgreSQL cannot run here.",
                        "PostgreSQL refuses to run as root, and “unshare -U”, which would help, does not work here.",
                        "Start Tidemark as an ordinary user.")
                .asException();
    }

    static ProblemException inUse(Path directory) {
        return Problem.of(
                        "sandbox-in-use",
                        "The sandbox's folder is in use.",
                        "Another Tidemark has its sandbox in " + directory + ".",
                        "Close the other one, or give this one a folder of its own.")
                .asException();
    }
}
