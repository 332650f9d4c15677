package dev.tidemark.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A piece of HTML or SVG. It can only be put together from elements and texts, and texts are escaped, so that nothing that
 * came from a database becomes markup.
 */
final class Markup {
    private final String html;

    private Markup(String html) {
        this.html = html;
    }

    static Markup text(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (char c : text.toCharArray()) {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? '\ufffd' : c);
            }
        }
        return new Markup(escaped.toString());
    }

    /**
     * An element.
     *
     * @param tag its name and classes, as in {@code td.right.mono}
     * @param children texts, markup, or collections of them
     */
    static Markup of(String tag, Object... children) {
        return with(tag, Map.of(), children);
    }

    /** The same with attributes. */
    static Markup with(String tag, Map<String, ?> attributes, Object... children) {
        String[] names = tag.split("\\.");
        Map<String, String> all = new LinkedHashMap<>();
        if (names.length > 1) {
            all.put("class", tag.substring(names[0].length() + 1).replace('.', ' '));
        }
        attributes.forEach((name, value) -> all.put(name, String.valueOf(value)));
        StringBuilder out = new StringBuilder("<").append(names[0]);
        all.forEach((name, value) -> out.append(' ')
                .append(name)
                .append("=\"")
                .append(text(value).html)
                .append('"'));
        out.append('>');
        append(out, java.util.List.of(children));
        return new Markup(out.append("</").append(names[0]).append('>').toString());
    }

    /** Several, one after the other. */
    static Markup all(Object... children) {
        StringBuilder out = new StringBuilder();
        append(out, java.util.List.of(children));
        return new Markup(out.toString());
    }

    private static void append(StringBuilder out, Collection<?> children) {
        for (Object child : children) {
            switch (child) {
                case Markup markup -> out.append(markup.html);
                case Collection<?> several -> append(out, several);
                default -> out.append(text(String.valueOf(child)).html);
            }
        }
    }

    /** A whole page; the sheet is the program's own. */
    static String page(String title, String sheet, Markup body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                %s
                </body>
                </html>
                """.formatted(text(title).html, sheet, body.html);
    }
}
