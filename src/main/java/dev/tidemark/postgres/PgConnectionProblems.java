package dev.tidemark.postgres;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.problem.Problem;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;

/** Says in plain words what is wrong with the way to a server. */
final class PgConnectionProblems {
    private PgConnectionProblems() {}

    static Problem of(SQLException error, DatabaseAddress address) {
        String server = address.host() + ":" + address.port();
        if (PgProblems.causedBy(error, UnknownHostException.class)) {
            return Problem.of(
                    "unknown-host",
                    "The host “" + address.host() + "” is unknown.",
                    "This computer's name service has no address for it.",
                    "Check the host's spelling, and whether you need a VPN to reach it.");
        }
        if (PgProblems.causedBy(error, SSLException.class)) {
            return PgTlsProblems.handshake(error, address);
        }
        if (PgProblems.causedBy(error, NoRouteToHostException.class)) {
            return Problem.of(
                    "unreachable",
                    "PostgreSQL at " + server + " cannot be reached.",
                    "There is no route to this host.",
                    "Check the network and VPN.");
        }
        if (PgProblems.causedBy(error, ConnectException.class)) {
            return Problem.of(
                    "connection-refused",
                    "PostgreSQL at " + server + " cannot be reached.",
                    "The host answers, but nothing listens on port " + address.port() + ".",
                    "Check the port, that the server runs, and that its listen_addresses includes this host.");
        }
        if (PgProblems.causedBy(error, SocketTimeoutException.class)
                || PgProblems.message(error).contains("timed out")) {
            return Problem.of(
                    "database-timeout",
                    "PostgreSQL at " + server + " does not answer.",
                    "No answer came in time; a firewall may drop the packets, or the server is overloaded.",
                    "Check the host, firewalls and VPN, then try again.");
        }
        if (PgProblems.message(error).contains("unsupported startup parameter")) {
            return Problem.of(
                    "pooler",
                    "At " + server + " a connection pooler answers, and it does not take our connection.",
                    PgProblems.message(error),
                    "Connect to the PostgreSQL server itself, or add the parameter to the pooler's"
                            + " ignore_startup_parameters.");
        }
        if (PgProblems.message(error).contains("SSL")) {
            return PgTlsProblems.settings(error, address);
        }
        if ("08004".equals(error.getSQLState()) && PgProblems.message(error).contains("password")) {
            return Problem.of(
                    "password-missing",
                    "PostgreSQL at " + server + " asks for a password, and there is none.",
                    "None was typed, and neither PGPASSWORD nor the password file has one for " + address.user() + ".",
                    "Type the password, or add a line for it to ~/.pgpass (readable by you alone).");
        }
        if (PgProblems.causedBy(error, EOFException.class) || "08006".equals(error.getSQLState())) {
            return lost(error, address);
        }
        return Problem.of(
                "connection-failed",
                "The connection to PostgreSQL at " + server + " failed.",
                PgProblems.message(error),
                "Check that a PostgreSQL server, and not something else, listens there; then try again.");
    }

    private static Problem lost(SQLException error, DatabaseAddress address) {
        return Problem.of(
                "connection-lost",
                "The connection to " + address.label() + " broke.",
                PgProblems.message(error),
                "The server rolls back what was open; check that it runs and is reachable, then try again.");
    }
}
