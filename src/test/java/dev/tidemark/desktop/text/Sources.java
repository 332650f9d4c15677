package dev.tidemark.desktop.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The literals in the window's sources and layouts. */
final class Sources {
    private static final Path DESKTOP = Path.of("src", "main", "java", "dev", "tidemark", "desktop");
    private static final Path LAYOUTS = Path.of("fxml");
    private static final Pattern JAVA = Pattern.compile(
            "//[^\n]*|/\\*.*?\\*/|'(?:\\\\.|[^'\\\\])+'|\"\"\"(?<block>.*?)\"\"\"|\"(?<line>(?:\\\\.|[^\"\\\\\n])*)\"",
            Pattern.DOTALL);
    private static final Pattern SHOWN_ATTRIBUTE =
            Pattern.compile("\\b(?:text|promptText|title|name|accessibleText|caption|value)=\"(?<text>[^\"]*)\"");

    private Sources() {}

    /**
     * @param file where it stands
     * @param line the whole line that it begins in, or the layout's attribute
     * @param text without its quotes
     */
    record Literal(Path file, String line, String text) {
        @Override
        public String toString() {
            return file.getFileName() + ": \"" + text + "\"";
        }
    }

    /** All literals of the window's classes. */
    static List<Literal> literals() throws IOException {
        List<Literal> literals = new ArrayList<>();
        for (Path file : files(DESKTOP, ".java"::equals)) {
            String source = Files.readString(file);
            Matcher matcher = JAVA.matcher(source);
            while (matcher.find()) {
                String text = matcher.group("line") != null ? matcher.group("line") : matcher.group("block");
                if (text != null) {
                    int start = source.lastIndexOf('\n', matcher.start()) + 1;
                    int end = source.indexOf('\n', matcher.start());
                    literals.add(new Literal(file, source.substring(start, end), text));
                }
            }
        }
        return literals;
    }

    /** All attributes of layouts that are shown or read aloud. */
    static List<Literal> attributes() throws IOException {
        List<Literal> attributes = new ArrayList<>();
        for (Path file : files(LAYOUTS, ".fxml"::equals)) {
            Matcher matcher = SHOWN_ATTRIBUTE.matcher(Files.readString(file));
            while (matcher.find()) {
                attributes.add(new Literal(file, matcher.group(), matcher.group("text")));
            }
        }
        return attributes;
    }

    private static List<Path> files(Path folder, Predicate<String> ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.contains(".") && ending.test(name.substring(name.lastIndexOf('.')));
                    })
                    .sorted()
                    .toList();
        }
    }
}
