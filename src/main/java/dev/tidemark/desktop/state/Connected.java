package dev.tidemark.desktop.state;

import dev.tidemark.kafka.ClusterFacts;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.postgres.ServerFacts;

/**
 * What we are connected to.
 *
 * @param database its address
 * @param kafka the cluster's address
 * @param databaseFacts what the database said of itself
 * @param clusterFacts what the cluster said of itself
 * @param environment what they are used for
 * @param sandbox whether both are the built-in ones
 */
public record Connected(
        DatabaseAddress database,
        KafkaAddress kafka,
        ServerFacts databaseFacts,
        ClusterFacts clusterFacts,
        Environment environment,
        boolean sandbox) {}
