package dev.tidemark.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The report's style sheet, with the window's colours, which are named in {@code styles/tokens.css} alone. */
final class Tokens {
    private static final Pattern COLOUR = Pattern.compile("-td-([a-z-]+):\\s*(#[0-9a-f]+|rgba\\([^)]*\\))\\s*;");
    private static final String DARK = ".root:dark {";

    private Tokens() {}

    static String sheet() {
        String tokens = resource("/styles/tokens.css");
        int dark = tokens.indexOf(DARK);
        return ":root {\n" + variables(tokens.substring(0, dark))
                + "}\n@media screen and (prefers-color-scheme: dark) { :root {\n"
                + variables(tokens.substring(dark, tokens.indexOf('}', dark))) + "} }\n" + resource("report.css");
    }

    private static String variables(String rules) {
        StringBuilder variables = new StringBuilder();
        Matcher colour = COLOUR.matcher(rules);
        while (colour.find()) {
            variables
                    .append("--")
                    .append(colour.group(1))
                    .append(": ")
                    .append(colour.group(2))
                    .append(";\n");
        }
        return variables.toString();
    }

    private static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(Tokens.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
