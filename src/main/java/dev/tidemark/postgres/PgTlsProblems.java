package dev.tidemark.postgres;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.problem.Problem;
import java.sql.SQLException;

/** What can be wrong with the encryption of a connection. */
final class PgTlsProblems {
    private PgTlsProblems() {}

    static Problem handshake(SQLException error, DatabaseAddress address) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Problem.of(
                "tls-failed",
                "No encrypted connection to " + address.host() + " came about.",
                "The server's certificate does not convince this computer: " + cause.getMessage(),
                "Give the authority's certificate as sslrootcert (sslrootcert=system for public ones), or check the"
                        + " host's name; a weaker sslmode would connect to anybody.");
    }

    static Problem settings(SQLException error, DatabaseAddress address) {
        return Problem.of(
                "tls-unavailable",
                "No encrypted connection to " + address.host() + " came about.",
                String.valueOf(error.getMessage()),
                "Check sslmode, sslrootcert, sslcert and sslkey; if this server has no encryption and the network is"
                        + " trusted, sslmode=disable connects without.");
    }
}
