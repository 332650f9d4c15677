package dev.tidemark.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A statement as it was really sent, for the three-session drawer.
 *
 * @param session 1 locks and exports, 2 reads (all readers count as one), 3 is the application
 * @param at when it was sent
 * @param sql the statement
 * @param took how long the answer took; empty while there is none
 * @param answer what came back, shortened: a value, a command tag or an error; maybe empty
 */
public record SessionLine(int session, Instant at, String sql, Optional<Duration> took, String answer) {}
