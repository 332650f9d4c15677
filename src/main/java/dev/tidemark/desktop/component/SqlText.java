package dev.tidemark.desktop.component;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** SQL with its keywords and strings told apart, and whatever is said about it after it. */
public final class SqlText extends TextFlow {
    /** Upper-case words are the keywords: that is how this program writes its statements. */
    private static final Pattern PARTS = Pattern.compile("(?<keyword>\\b[A-Z][A-Z_]+\\b)|(?<string>'(?:[^']|'')*')");

    public SqlText() {
        getStyleClass().add("sql");
    }

    public void show(String sql) {
        getChildren().clear();
        appendSql(sql);
    }

    public void appendSql(String sql) {
        Matcher matcher = PARTS.matcher(sql);
        int from = 0;
        while (matcher.find()) {
            append(sql.substring(from, matcher.start()), "plain");
            append(matcher.group(), matcher.group("keyword") != null ? "keyword" : "string");
            from = matcher.end();
        }
        append(sql.substring(from), "plain");
    }

    /** Adds a remark in one of the sheet's styles: {@code took}, {@code answer}, {@code waiting}. */
    public void append(String text, String styleClass) {
        if (!text.isEmpty()) {
            Text part = new Text(text);
            part.getStyleClass().addAll("text", styleClass);
            getChildren().add(part);
        }
    }
}
