package dev.tidemark.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidemark.consume.LogReader;
import dev.tidemark.plan.TableName;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.LedgerEntry;
import dev.tidemark.wire.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Transactions that somebody left open are ended, and hide nothing of what was committed behind them. */
@ExtendWith(SharedServers.class)
class RowTransactionsTest {
    private static final TableName TABLE = new TableName("public", "t");
    private static final long BUFFER_BYTES = 8L * 1024 * 1024;
    private static final int NEVER_PLANNED = 7;

    private final RunId run = newRun();
    private TestServers servers;
    private Map<String, Object> client;

    @BeforeEach
    void prepare(TestServers shared) {
        servers = shared;
        client = ClientSettings.of(shared.kafka());
        new Ledger(client).create();
    }

    private static RunId newRun() {
        return RunId.at(Instant.now(), RandomGenerator.getDefault());
    }

    @Test
    void lanesThatNobodyKnowsOfAreEndedToo() {
        String topic = servers.freshTopic("rows", 1);
        try (RowProducer lane = RowProducer.lane(client, run, NEVER_PLANNED, BUFFER_BYTES)) {
            lane.begin();
            lane.rows(TABLE, topic).send(0, null, new byte[] {'{', '}'});
            await().atMost(20, TimeUnit.SECONDS)
                    .until(() -> !LogReader.all(servers.kafka(), topic).isEmpty());
            RowTransactions.end(client, run, 1);
            assertThatThrownBy(lane::commit)
                    .satisfies(e -> assertThat(RowProducer.outrun(e)).isTrue());
        }
        assertThat(LogReader.committed(servers.kafka(), topic)).isEmpty();
    }

    @Test
    void ledgerMissesNothingBehindTheOpenTransactionOfAnotherRun() throws Exception {
        RunId other = newRun();
        try (RowProducer slow = RowProducer.open(client, other, BUFFER_BYTES);
                RowProducer own = RowProducer.open(client, run, BUFFER_BYTES)) {
            slow.begin();
            LedgerEntry first = LedgerEntry.begin(other, TABLE);
            slow.enter(first);
            await().atMost(20, TimeUnit.SECONDS)
                    .until(() -> LogReader.all(servers.kafka(), LedgerEntry.TOPIC).stream()
                            .anyMatch(m -> m.keyText().equals(first.key())));
            LedgerEntry entry = LedgerEntry.chunk(run, TABLE, 0, List.of());
            own.begin();
            own.enter(entry);
            own.commit();
            CompletableFuture<List<LedgerEntry>> read =
                    CompletableFuture.supplyAsync(() -> new Ledger(client).entries(run));
            assertThatThrownBy(() -> read.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            slow.abort();
            assertThat(read.get(20, TimeUnit.SECONDS)).containsExactly(entry);
        }
    }
}
