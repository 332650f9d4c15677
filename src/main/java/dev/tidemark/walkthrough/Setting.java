package dev.tidemark.walkthrough;

import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.postgres.Login;
import java.util.Optional;

/**
 * Where lessons take place.
 *
 * @param login the database; its role may make a schema there
 * @param kafka the cluster
 * @param topic one that is there already and is to be written to; what is written stays in it. Empty: each lesson makes
 *     one of its own, and deletes it at the end
 */
public record Setting(Login login, KafkaAddress kafka, Optional<String> topic) {}
