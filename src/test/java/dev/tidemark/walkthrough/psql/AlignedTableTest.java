package dev.tidemark.walkthrough.psql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.walkthrough.psql.ResultRows.Column;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The expected texts are what psql 15 prints for the same rows, but for blanks at the ends of lines. */
class AlignedTableTest {
    private static final List<Column> COLUMNS = List.of(new Column("seq", true), new Column("payload", false));

    @Test
    void namesStandInTheMiddleAndNumbersAtTheRight() {
        ResultRows rows = new ResultRows(COLUMNS, List.of(List.of("1", "hello-1"), List.of("1000", "x")));
        assertThat(new AlignedTable(rows).text()).isEqualTo("""
                 seq  | payload
                ------+---------
                    1 | hello-1
                 1000 | x
                (2 rows)""");
    }

    @Test
    void nullIsBlankAndAValueOfSeveralLinesGoesOn() {
        ResultRows rows = new ResultRows(COLUMNS, List.of(Arrays.asList(null, "one\nmore"), Arrays.asList("2", null)));
        assertThat(new AlignedTable(rows).text()).isEqualTo("""
                 seq | payload
                -----+---------
                     | one    +
                     | more
                   2 |
                (2 rows)""");
    }

    @Test
    void noRowsHaveAHeaderAllTheSame() {
        assertThat(new AlignedTable(new ResultRows(COLUMNS, List.of())).text()).isEqualTo("""
                 seq | payload
                -----+---------
                (0 rows)""");
    }

    @Test
    void signsBeyondTheBasicPlaneTakeOnePlace() {
        ResultRows rows = new ResultRows(List.of(new Column("a", false)), List.of(List.of("🌊"), List.of("bc")));
        assertThat(new AlignedTable(rows).text()).isEqualTo("""
                 a
                ----
                 🌊
                 bc
                (2 rows)""");
    }

    @Test
    void expandedRowsHaveOneValueALine() {
        ResultRows rows = new ResultRows(COLUMNS, List.of(List.of("1", "hello-1")));
        assertThat(new AlignedTable(rows).expanded()).isEqualTo("""
                -[ RECORD 1 ]-
                seq     | 1
                payload | hello-1""");
    }
}
