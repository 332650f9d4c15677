package dev.tidemark.bench;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.sandbox.Sandbox;

/**
 * Servers on this computer that nobody else uses.
 *
 * @param database as a role that may make schemas in it and needs no password
 * @param kafka the cluster
 * @param postgresPid the server's first process
 * @param kafkaPid the only broker's process
 */
public record BenchServers(DatabaseAddress database, KafkaAddress kafka, long postgresPid, long kafkaPid) {
    public static BenchServers of(Sandbox sandbox) {
        return new BenchServers(sandbox.database(), sandbox.kafka(), sandbox.postgresPid(), sandbox.kafkaPid());
    }
}
