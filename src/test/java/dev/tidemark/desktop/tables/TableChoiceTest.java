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
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A plan that was opened in the window comes out of it as it went in. */
class TableChoiceTest {
    private static final TableName ORDERS = new TableName("public", "orders");

    private static final TableInfo OUTLINE =
            new TableInfo(ORDERS, 16384, TableInfo.Kind.TABLE, 10, 8192, List.of(), List.of(), 0, false);

    private final TableChoice choice = new TableChoice(whole(List.of("id")), Set.of());

    private static TableInfo whole(List<String> key) {
        List<ColumnInfo> columns =
                List.of(new ColumnInfo("id", "bigint", 20, true), new ColumnInfo("note", "text", 25, false));
        return new TableInfo(ORDERS, 16384, TableInfo.Kind.TABLE, 10, 8192, columns, key, 0, true);
    }

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

    @Test
    void planOfATableOfWhichOnlyTheOutlineIsKnownIsKeptAndStaysWhenTheRestIsLearned() {
        TablePlan plan = new TablePlan(
                ORDERS,
                "events",
                "elsewhere",
                List.of("id"),
                Optional.empty(),
                new KeyPlan.PrimaryKey(),
                new ValuePlan.Json(),
                Envelope.NONE,
                Inherited.ALL);
        TableChoice outline = new TableChoice(OUTLINE, Set.of());
        outline.take(plan);
        assertThat(outline.missing()).isEmpty();
        assertThat(outline.plan()).isEqualTo(plan);
        outline.know(whole(List.of("id")));
        assertThat(outline.plan()).isEqualTo(plan);
        assertThat(outline.leftOut).containsExactly("note");
    }

    @Test
    void tableWithoutAPrimaryKeyAsksForAKeyOnceItIsChosenAndKnown() {
        TableChoice outline = new TableChoice(OUTLINE, Set.of("orders"));
        outline.chosen.set(true);
        assertThat(outline.missing()).isEmpty();
        outline.know(whole(List.of()));
        assertThat(outline.missing()).hasValueSatisfying(why -> assertThat(why).contains("orders"));
    }
}
