package dev.tidemark.read;

import java.util.List;

/** How a reader's transaction has to be set up, so that a row's JSON doesn't depend on the server's or role's settings. */
public final class ReaderSettings {
    /** For right after BEGIN. None of these takes a snapshot. */
    public static final List<String> STATEMENTS = List.of(
            "SET LOCAL TimeZone = 'UTC'",
            "SET LOCAL DateStyle = 'ISO, YMD'",
            "SET LOCAL IntervalStyle = 'postgres'",
            "SET LOCAL bytea_output = 'hex'",
            // Above 0 it is the shortest exact form from PostgreSQL 12 on; 3 is what is exact before.
            "SET LOCAL extra_float_digits = 3",
            // Makes a policy that would hide rows an error.
            "SET LOCAL row_security = off",
            "SET LOCAL statement_timeout = 0",
            "SET LOCAL idle_in_transaction_session_timeout = 0");

    private ReaderSettings() {}
}
