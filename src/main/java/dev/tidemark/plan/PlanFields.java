package dev.tidemark.plan;

import dev.tidemark.plan.YamlNode.Entry;
import dev.tidemark.plan.YamlNode.Mapping;
import dev.tidemark.plan.YamlNode.Place;
import dev.tidemark.plan.YamlNode.Scalar;
import dev.tidemark.plan.YamlNode.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The fields of one group in a plan file. Knows which there can be, with an example each, and refuses any other. */
final class PlanFields {
    private static final Duration LONGEST = Duration.ofHours(1);

    private final String of;
    private final Mapping group;
    private final Map<String, String> examples;
    private final PlanMistakes mistakes;

    /**
     * @param node where the group has to be
     * @param of the group's name for people
     * @param examples each possible field with the example that is shown to whoever gets it wrong
     */
    PlanFields(YamlNode node, String of, Map<String, String> examples, PlanMistakes mistakes) {
        if (!(node instanceof Mapping mapping)) {
            String example = examples.entrySet().iterator().next().getValue();
            throw mistakes.value(node.at(), of, "a group of fields", node.kind(), example);
        }
        this.of = of;
        this.group = mapping;
        this.examples = examples;
        this.mistakes = mistakes;
        mapping.entries().forEach((name, entry) -> {
            if (!examples.containsKey(name)) {
                throw mistakes.unknown(entry.key(), name, of, examples.keySet());
            }
        });
    }

    Place at() {
        return group.at();
    }

    Optional<YamlNode> find(String name) {
        return Optional.ofNullable(group.entries().get(name)).map(Entry::value);
    }

    YamlNode require(String name, String why) {
        return find(name).orElseThrow(() -> mistakes.missing(group.at(), name, of, why, example(name)));
    }

    String requireText(String name, String why) {
        return text(name, require(name, why));
    }

    Optional<String> text(String name) {
        return find(name).map(node -> text(name, node));
    }

    List<String> texts(String name) {
        return find(name).map(node -> texts(name, node)).orElse(List.of());
    }

    Optional<Duration> duration(String name) {
        return find(name)
                .map(node -> PlanDuration.parse(text(name, node))
                        .filter(length -> length.isPositive() && length.compareTo(LONGEST) <= 0)
                        .orElseThrow(
                                () -> wrong(name, "a duration in ms, s or min, above 0 and at most 60 min", node)));
    }

    OptionalInt number(String name, int most) {
        Optional<YamlNode> node = find(name);
        if (node.isEmpty()) {
            return OptionalInt.empty();
        }
        String text = text(name, node.get());
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw wrong(name, "a whole number from 1 to " + most, node.get());
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    /**
     * One of these words; case, and what stands between the words, does not matter.
     *
     * @param groups what could stand there instead of a word, for whoever gets it wrong
     */
    <T> Optional<T> word(String name, Map<String, T> words, String... groups) {
        return find(name).map(node -> {
            String typed = text(name, node).toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ");
            List<String> known = new ArrayList<>(words.keySet());
            known.addAll(List.of(groups));
            return words.entrySet().stream()
                    .filter(word -> word.getKey().replace('-', ' ').equals(typed))
                    .findFirst()
                    .orElseThrow(() -> mistakes.unknown(node.at(), text(name, node), name, known))
                    .getValue();
        });
    }

    /** The group's only field; there has to be exactly one. */
    Map.Entry<String, YamlNode> only() {
        if (group.entries().size() != 1) {
            throw mistakes.value(
                    group.at(),
                    of,
                    "one of: " + String.join(", ", examples.keySet()),
                    group.kind(),
                    examples.values().iterator().next());
        }
        Map.Entry<String, Entry> entry = group.entries().entrySet().iterator().next();
        return Map.entry(entry.getKey(), entry.getValue().value());
    }

    String text(String name, YamlNode node) {
        if (node instanceof Scalar scalar && !scalar.text().isBlank()) {
            return scalar.text().strip();
        }
        throw wrong(name, "text", node);
    }

    /** A list of texts, none twice. */
    List<String> texts(String name, YamlNode node) {
        if (!(node instanceof Sequence sequence) || sequence.items().isEmpty()) {
            throw wrong(name, "a list", node);
        }
        List<String> texts = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            String text = text(name, item);
            if (texts.contains(text)) {
                throw mistakes.value(
                        item.at(), name, "a list with each entry once", "“" + text + "” twice", example(name));
            }
            texts.add(text);
        }
        return texts;
    }

    RuntimeException wrong(String name, String wanted, YamlNode node) {
        return mistakes.value(node.at(), name, wanted, node.kind(), example(name));
    }

    private String example(String name) {
        return examples.getOrDefault(name, name + ": …");
    }
}
