package dev.tidemark.walkthrough.psql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryTest {
    @Test
    void goesBackToTheOldestAndForthToWhatWasBeingTyped() {
        History history = new History();
        history.add("one;");
        history.add("two;");
        history.add("two;");
        assertThat(history.newer()).isEmpty();
        assertThat(history.older("thr")).hasValue("two;");
        assertThat(history.older("two;")).hasValue("one;");
        assertThat(history.older("one;")).isEmpty();
        assertThat(history.newer()).hasValue("two;");
        assertThat(history.newer()).hasValue("thr");
        assertThat(history.newer()).isEmpty();
    }
}
