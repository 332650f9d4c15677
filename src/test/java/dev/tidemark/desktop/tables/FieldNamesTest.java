package dev.tidemark.desktop.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldNamesTest {
    @Test
    void names_that_only_one_of_two_messages_has_are_told() {
        FieldNames row = FieldNames.of("{\"id\": 1, \"note\": {\"deep\": 2}, \"customer_id\": 3}");
        FieldNames event = FieldNames.of("{\"id\": 1, \"customerId\": 3, \"note\": null}");

        assertThat(row.without(event)).isEqualTo("customer_id");
        assertThat(event.without(row)).isEqualTo("customerId");
        assertThat(FieldNames.of("hello").names()).isEmpty();
        assertThat(FieldNames.of("[1]").names()).isEmpty();
    }
}
