package dev.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlExpressionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true) OR (true",
                "1); DROP TABLE t; SELECT (1",
                "true;",
                "(true",
                "'a' = 'b') /*",
                "status = 'it''s') OR ('a' = 'a'",
                "\"odd\"\") name\" = 1) OR (true",
                "E'\\'' = status) OR (true"
            })
    void whatReachesOutOfItsParenthesesIsFlawed(String text) {
        assertThat(new SqlExpression(text, true).flaw()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "(a + b) * (c)",
                "status = 'a);b(' -- ) and ; so on",
                "a /* ) ; /* nested ) */ ) */ > 1",
                "body = $x$ ) ; ( $x$",
                "\"odd)name\" = 'it''s)'",
                "E'\\')' = status",
                "data -> 'a' ? 'b' AND n - 1 / 2 = 0"
            })
    void whatIsQuotedOrCommentedDoesNotCount(String text) {
        assertThat(new SqlExpression(text, true).flaw()).isEmpty();
    }
}
