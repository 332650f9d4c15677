package dev.tidemark.desktop.component;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.gate.Verdict;
import dev.tidemark.problem.Problem;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What to do about the checks that did not pass, and below it what passed as badges: in short where there is advice to read. */
public final class VerdictList extends VBox {
    private static final int SHORT = 16;

    private final FlowPane badges = new FlowPane(6, 6);

    public VerdictList() {
        getStyleClass().add("verdict-list");
        getChildren().add(badges);
    }

    /** The first of them that refuses. */
    public static Optional<Problem> refusal(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(v -> v.level() == Verdict.Level.REFUSAL)
                .flatMap(v -> v.problem().stream())
                .findFirst();
    }

    /** What did not pass stands first, the worst of it at the top. */
    public void show(List<Verdict> verdicts) {
        List<Verdict> worstFirst = verdicts.stream()
                .sorted(Comparator.comparing(Verdict::level).reversed())
                .toList();
        getChildren().clear();
        worstFirst.forEach(v -> v.problem().map(p -> advice(v, p)).ifPresent(getChildren()::add));
        List<Verdict> passed =
                verdicts.stream().filter(v -> v.problem().isEmpty()).toList();
        badges.getChildren()
                .setAll(
                        getChildren().isEmpty()
                                ? byCheck(passed).entrySet().stream()
                                        .map(each -> badge(each.getKey(), each.getValue()))
                                        .toList()
                                : List.of(badge(text("verdicts.passed"), passed)));
        getChildren().add(badges);
    }

    private static Map<String, List<Verdict>> byCheck(List<Verdict> verdicts) {
        return verdicts.stream()
                .collect(Collectors.groupingBy(Verdict::check, LinkedHashMap::new, Collectors.toList()));
    }

    /** One finding speaks for itself, several are counted. */
    private static Badge badge(String name, List<Verdict> passed) {
        String all = passed.stream().map(v -> v.check() + ": " + v.finding()).collect(Collectors.joining("\n"));
        Badge badge = new Badge(Tone.GOOD, passed.size() == 1 ? words(passed.getFirst()) : name + ": " + passed.size());
        Hint.on(badge, all);
        badge.setAccessibleText(all);
        return badge;
    }

    /** Topic and server findings name their subject themselves; "none" or a number alone would say nothing. */
    private static String words(Verdict verdict) {
        boolean saysLittle = verdict.finding().length() < SHORT
                || Character.isDigit(verdict.finding().charAt(0));
        return saysLittle ? verdict.check() + ": " + verdict.finding() : verdict.finding();
    }

    private static HBox advice(Verdict verdict, Problem problem) {
        Label text = new Label((problem.what() + " " + problem.why() + " " + problem.toDo()).replaceAll("\\s+", " "));
        text.getStyleClass().add("verdict-text");
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        CopyButton copy = new CopyButton();
        copy.copies(text("copy.finding"), problem::text);
        HBox row = new HBox(new Badge(tone(verdict), verdict.check()), text, copy);
        row.getStyleClass().add("verdict");
        return row;
    }

    private static Tone tone(Verdict verdict) {
        return switch (verdict.level()) {
            case PASS -> Tone.GOOD;
            case WARNING -> Tone.WARN;
            case REFUSAL -> Tone.BAD;
        };
    }
}
