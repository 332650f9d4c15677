package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.kafka.Cluster;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.Problem;
import dev.tidemark.sandbox.AuthorizedKafka;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A role that Kafka does not allow what a run does is told so before any lock. */
@ExtendWith(SharedServers.class)
class KafkaRightsTest {
    @TempDir
    Path folder;

    @Test
    void eachRightThatIsMissingIsNamedUntilItIsGranted(TestServers servers) throws IOException, SQLException {
        DatabaseAddress database = servers.freshDatabase();
        try (AuthorizedKafka kafka = new AuthorizedKafka();
                PgSession session =
                        PgSession.open(new Login(database, Optional.empty()), "test", StatementListener.NONE);
                WatchPool pool = WatchPool.open(new Login(database, Optional.empty()))) {
            session.execute("CREATE TABLE orders (id bigint PRIMARY KEY)");
            kafka.topic("orders", 2);
            kafka.grant(
                    ResourceType.TOPIC,
                    "orders",
                    AclOperation.READ,
                    AclOperation.DESCRIBE,
                    AclOperation.DESCRIBE_CONFIGS);
            KafkaAddress address = kafka.address();
            Plan plan =
                    Plan.of(database, address, List.of(TablePlan.whole(TableName.parse("public.orders"), "orders")));
            try (Cluster cluster = Cluster.connect(address)) {
                Preflight preflight = new Preflight(pool, cluster);
                await().untilAsserted(() -> assertThat(refusals(preflight, plan))
                        .containsExactlyInAnyOrder(
                                "no-write-privilege", "no-transaction-privilege", "no-create-privilege"));

                kafka.grant(ResourceType.TOPIC, "orders", AclOperation.WRITE);
                kafka.grant(ResourceType.TRANSACTIONAL_ID, "tidemark-", AclOperation.DESCRIBE);
                await().untilAsserted(() -> assertThat(refusals(preflight, plan))
                        .as("to see a transaction is not to be allowed one")
                        .containsExactlyInAnyOrder("no-transaction-privilege", "no-create-privilege"));

                kafka.grant(ResourceType.TRANSACTIONAL_ID, "tidemark-", AclOperation.WRITE);
                kafka.grant(ResourceType.CLUSTER, "kafka-cluster", AclOperation.CREATE, AclOperation.DESCRIBE);
                await().untilAsserted(
                                () -> assertThat(refusals(preflight, plan)).isEmpty());
                assertThat(kafka.transactionalIds())
                        .as("the question leaves nothing behind")
                        .isEmpty();
            }
        }
    }

    private List<String> refusals(Preflight preflight, Plan plan) {
        return preflight.check(plan, folder).stream()
                .filter(Verdict::refuses)
                .flatMap(verdict -> verdict.problem().stream())
                .map(Problem::code)
                .toList();
    }
}
