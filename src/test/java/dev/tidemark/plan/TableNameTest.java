package dev.tidemark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            public        | orders     | public.orders
            sales         | orders.eu  | sales.orders.eu
            sales.eu      | orders     | "sales.eu".orders
            sales.eu      | a.b        | "sales.eu".a.b
            "sales"       | orders     | ""\"sales""\".orders
            a".b          | c          | "a"".b".c
            Größe         | "x"        | Größe."x"
            """)
    void textSaysWhichTableItIs(String schema, String name, String text) {
        TableName table = new TableName(schema, name);

        assertThat(table).hasToString(text);
        assertThat(TableName.parse(text)).isEqualTo(table);
    }

    @Test
    void withoutSchemaItIsInPublic() {
        assertThat(TableName.parse("orders")).isEqualTo(new TableName("public", "orders"));
        assertThat(TableName.parse("\"orders")).isEqualTo(new TableName("public", "\"orders"));
    }
}
