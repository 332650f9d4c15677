package dev.tidemark.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Connection parameters under the names that psql users know, and under the driver's. */
final class LibpqNames {
    /** Environment variable to libpq parameter (PostgreSQL documentation, section 32.15). */
    static final Map<String, String> BY_VARIABLE = Map.ofEntries(
            Map.entry("PGHOST", "host"),
            Map.entry("PGHOSTADDR", "hostaddr"),
            Map.entry("PGPORT", "port"),
            Map.entry("PGDATABASE", "dbname"),
            Map.entry("PGUSER", "user"),
            Map.entry("PGPASSWORD", "password"),
            Map.entry("PGPASSFILE", "passfile"),
            Map.entry("PGOPTIONS", "options"),
            Map.entry("PGSSLMODE", "sslmode"),
            Map.entry("PGSSLNEGOTIATION", "sslnegotiation"),
            Map.entry("PGSSLROOTCERT", "sslrootcert"),
            Map.entry("PGSSLCERT", "sslcert"),
            Map.entry("PGSSLKEY", "sslkey"),
            Map.entry("PGCHANNELBINDING", "channel_binding"),
            Map.entry("PGGSSENCMODE", "gssencmode"),
            Map.entry("PGKRBSRVNAME", "krbsrvname"),
            Map.entry("PGCONNECT_TIMEOUT", "connect_timeout"));

    /** What the driver calls otherwise; names that are missing here are the same in both. */
    private static final Map<String, String> IN_DRIVER = Map.of(
            "connect_timeout", "connectTimeout",
            "channel_binding", "channelBinding",
            "sslnegotiation", "sslNegotiation",
            "gssencmode", "gssEncMode",
            "krbsrvname", "kerberosServerName",
            "tcp_user_timeout", "tcpUserTimeout");

    private static final Set<String> NOT_FOR_DRIVER =
            Set.of("application_name", "fallback_application_name", "service", "passfile", "keepalives");

    private LibpqNames() {}

    /** The same options as the driver wants them. What only libpq knows is left out rather than refused. */
    static Map<String, String> forDriver(Map<String, String> options) {
        Map<String, String> translated = new LinkedHashMap<>();
        options.forEach((name, value) -> {
            if ("sslrootcert".equals(name) && "system".equals(value)) {
                translated.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
            } else if (!NOT_FOR_DRIVER.contains(name)) {
                translated.put(IN_DRIVER.getOrDefault(name, name), value);
            }
        });
        return translated;
    }
}
