package dev.tidemark.walkthrough.psql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputTest {

    @Test
    void aStatementGoesOnUntilItsSemicolon() {
        Input input = new Input();
        assertThat(input.line("SELECT 1")).isEmpty();
        assertThat(input.inside()).isEqualTo('-');
        assertThat(input.line("  + 1;")).containsExactly("SELECT 1\n  + 1;");
        assertThat(input.isEmpty()).isTrue();
    }

    @Test
    void severalStatementsInALineAreTakenApart() {
        Input input = new Input();
        assertThat(input.line("BEGIN; SELECT 1 ; COMM")).containsExactly("BEGIN;", "SELECT 1 ;");
        assertThat(input.line("IT;")).containsExactly("COMM\nIT;");
    }

    /** What follows the text, a semicolon among it, is still inside of what the text opens. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "SELECT 'it''s; ~ '",
                "SELECT \"a;b ~ \"",
                "SELECT $$ begin; ~ $",
                "SELECT $tag$ $$; ~ $",
                "SELECT (1; ~ (",
                "SELECT /* a; /* b */ ; ~ *",
                "SELECT -- a;~ -",
                "SELECT E'\\'; ~ '",
            })
    void aSemicolonInsideEndsNothing(String text, char inside) {
        Input input = new Input();
        assertThat(input.line(text)).isEmpty();
        assertThat(input.inside()).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "SELECT 'it''s';",
                "SELECT '\\';",
                "SELECT a$1$2;",
                "SELECT $$;$$, $a$;$a$;",
                "SELECT (1), ')', /* ; */ 2;",
                "SELECT 1 - 2 / 3;",
            })
    void whatIsClosedAgainDoesNot(String text) {
        assertThat(new Input().line(text)).containsExactly(text);
    }

    @Test
    void aBackslashIsACommandOnlyWhereAStatementCouldBegin() {
        Input input = new Input();
        assertThat(input.line(" \\dt ")).containsExactly("\\dt");
        assertThat(input.line("SELECT")).isEmpty();
        assertThat(input.line("\\dt")).isEmpty();
    }
}
