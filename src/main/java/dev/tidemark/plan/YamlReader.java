package dev.tidemark.plan;

import dev.tidemark.plan.YamlNode.Entry;
import dev.tidemark.plan.YamlNode.Mapping;
import dev.tidemark.plan.YamlNode.Place;
import dev.tidemark.plan.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads one YAML document into {@link YamlNode}s. Stricter than YAML: no field twice, no anchors, one document. */
final class YamlReader {
    private static final YAMLMapper MAPPER = YAMLMapper.builder().build();

    private final PlanMistakes mistakes;

    YamlReader(PlanMistakes mistakes) {
        this.mistakes = mistakes;
    }

    YamlNode read(String text) {
        // Jackson's source lines are of no use to people: they name the reader's class, not the file.
        try (YAMLParser parser = (YAMLParser) MAPPER.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return new YamlNode.Empty(new Place(1, 1));
            }
            YamlNode document = node(parser, first);
            if (parser.nextToken() != null) {
                throw mistakes.of(
                        place(parser.currentTokenLocation()),
                        "plan-syntax",
                        "a second document begins here.",
                        "A plan file holds one plan.",
                        "Put the second plan into a file of its own.");
            }
            return document;
        } catch (JacksonException e) {
            throw mistakes.syntax(place(e.getLocation()), reason(e), e);
        }
    }

    private YamlNode node(YAMLParser parser, @Nullable JsonToken token) {
        Place at = place(parser.currentTokenLocation());
        if (token == null) {
            throw mistakes.of(at, "plan-syntax", "the file ends too early.", "Something was begun here.", "Finish it.");
        }
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
            throw mistakes.of(
                    at,
                    "plan-syntax",
                    "anchors and aliases are not understood in a plan.",
                    "“&” and “*” at the beginning of a value mean those in YAML.",
                    "Write the value itself; put it into quotes if it begins with such a sign.");
        }
        return switch (token) {
            case START_OBJECT -> mapping(parser, at);
            case START_ARRAY -> sequence(parser, at);
            case VALUE_NULL -> new YamlNode.Empty(at);
            default -> new YamlNode.Scalar(at, parser.getString());
        };
    }

    private Mapping mapping(YAMLParser parser, Place at) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            Place key = place(parser.currentTokenLocation());
            String name = parser.currentName();
            Entry earlier = entries.put(name, new Entry(key, node(parser, parser.nextToken())));
            if (earlier != null) {
                throw mistakes.of(
                        key,
                        "plan-syntax",
                        "“" + name + "” is there twice.",
                        "It is in line " + earlier.key().line() + " already.",
                        "Remove one of the two.");
            }
        }
        return new Mapping(at, entries);
    }

    private Sequence sequence(YAMLParser parser, Place at) {
        List<YamlNode> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(parser, token));
        }
        return new Sequence(at, items);
    }

    private static Place place(@Nullable TokenStreamLocation location) {
        return location == null
                ? new Place(1, 1)
                : new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    /** What is wrong; the indented lines of the parser's message repeat the place and the text in its own form. */
    private static String reason(JacksonException e) {
        return e.getOriginalMessage()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" ") && !line.startsWith("while "))
                .findFirst()
                .orElse("it cannot be parsed");
    }
}
