package dev.tidemark.desktop.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.plan.KeyPlan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.plan.TablePlan.Envelope;
import dev.tidemark.plan.TablePlan.Inherited;
import dev.tidemark.plan.ValuePlan;
import dev.tidemark.postgres.ColumnInfo;
import dev.tidemark.postgres.TableInfo;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A plan that was opened in the window comes out of it as it went in. */
class TableChoiceTest {
    private static final TableName ORDERS = new TableName("public", "orders");

    private final TableChoice choice = new TableChoice(
            new TableInfo(
                    ORDERS,
                    16384,
                    TableInfo.Kind.TABLE,
                    10,
                    8192,
                    List.of(new ColumnInfo("id", "bigint", 20, true), new ColumnInfo("note", "text", 25, false)),
                    List.of("id"),
                    0),
            List.of());

    @Test
    void everythingThatAPlanSaysOfATableIsKept() {
        TablePlan plan = new TablePlan(
                ORDERS,
                "events",
                "elsewhere",
                List.of("id"),
                Optional.of("id > 1"),
                new KeyPlan.Sql("lower(note)"),
                new ValuePlan.Sql("to_jsonb(id)"),
                Envelope.CLOUDEVENTS,
                Inherited.ONLY);
        choice.take(plan);
        assertThat(choice.plan()).isEqualTo(plan);
    }

    @Test
    void planTakenLaterLeavesNothingOfTheEarlierOne() {
        TablePlan whole = TablePlan.whole(ORDERS, "events");
        choice.take(new TablePlan(
                ORDERS,
                "events",
                "elsewhere",
                List.of("id"),
                Optional.of("id > 1"),
                new KeyPlan.None(),
                new ValuePlan.Sql("to_jsonb(id)"),
                Envelope.DEBEZIUM,
                Inherited.ONLY));
        choice.take(whole);
        assertThat(choice.plan()).isEqualTo(whole);
    }
}
