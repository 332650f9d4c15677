package dev.tidemark.postgres;

import java.time.Duration;

/**
 * What the database server says of itself.
 *
 * @param version such as {@code 18.6}
 * @param versionNumber such as 180006
 * @param database the database's name
 * @param role the role we are
 * @param standby whether it is in recovery; LOCK is refused there
 * @param systemIdentifier the database cluster's own number; empty if the role may not read it
 * @param latency of one round trip
 */
public record ServerFacts(
        String version,
        int versionNumber,
        String database,
        String role,
        boolean standby,
        String systemIdentifier,
        Duration latency) {}
