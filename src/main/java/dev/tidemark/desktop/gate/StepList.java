package dev.tidemark.desktop.gate;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.component.Icons;
import dev.tidemark.desktop.component.TextWidth;
import dev.tidemark.run.GateStep;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The gate's steps, one line each, with what they do and how long they took. */
public final class StepList extends VBox {
    /** Of a line with little to say, and of one in a high window, in pixels. */
    private static final double LEAST = 30;

    private static final double HIGHEST = 44;

    private final List<Line> lines = new ArrayList<>();

    public StepList() {
        for (GateStep.Kind kind : GateStep.Kind.values()) {
            Line line = new Line(kind);
            lines.add(line);
            line.setMaxHeight(HIGHEST);
            VBox.setVgrow(line, Priority.ALWAYS);
            getChildren().add(line);
        }
        lines.getLast().getStyleClass().add("last");
    }

    void show(List<GateStep> steps) {
        for (Line line : lines) {
            steps.stream().filter(s -> s.kind() == line.kind).findFirst().ifPresent(line::show);
        }
    }

    /** One step. */
    private static final class Line extends HBox {
        private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");
        private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");
        private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
        /** The size of a name's letters. */
        private static final double NAME_SIZE = 13;

        private final GateStep.Kind kind;
        private final FontIcon icon = Icons.of(Feather.CIRCLE);
        private final Label detail = new Label();
        private final Label took = new Label();

        Line(GateStep.Kind kind) {
            this.kind = kind;
            getStyleClass().add("gate-step");
            setId("step-" + kind.name().toLowerCase(java.util.Locale.ROOT));
            Label name = new Label(nameOf(kind));
            name.getStyleClass().add("step-name");
            name.setMinWidth(widestName());
            detail.getStyleClass().add("step-detail");
            detail.setMaxWidth(Double.MAX_VALUE);
            detail.setWrapText(true);
            detail.setMinHeight(USE_PREF_SIZE);
            HBox.setHgrow(detail, Priority.ALWAYS);
            took.getStyleClass().add("step-took");
            took.setMinWidth(USE_PREF_SIZE);
            getChildren().addAll(icon, name, detail, took);
        }

        @Override
        protected double computeMinHeight(double width) {
            return computePrefHeight(width);
        }

        @Override
        protected double computePrefHeight(double width) {
            return Math.max(LEAST, super.computePrefHeight(width));
        }

        void show(GateStep step) {
            pseudoClassStateChanged(RUNNING, step.progress() == GateStep.Progress.RUNNING);
            pseudoClassStateChanged(DONE, step.progress() == GateStep.Progress.DONE);
            pseudoClassStateChanged(FAILED, step.progress() == GateStep.Progress.FAILED);
            icon.setIconCode(
                    switch (step.progress()) {
                        case WAITING -> Feather.CIRCLE;
                        case RUNNING -> Feather.LOADER;
                        case DONE -> Feather.CHECK;
                        case FAILED -> Feather.X;
                    });
            detail.setText(step.detail());
            took.setText(step.took().map(Figures::time).orElse(""));
            setAccessibleText(
                    nameOf(kind) + ", " + inWords(step.progress()) + ", " + step.detail() + ", " + took.getText());
        }

        /** So that what the steps do stands in one line. */
        private static double widestName() {
            return Stream.of(GateStep.Kind.values())
                    .mapToDouble(kind -> TextWidth.of(nameOf(kind), NAME_SIZE))
                    .max()
                    .orElse(0);
        }

        private static String nameOf(GateStep.Kind kind) {
            return text(
                    switch (kind) {
                        case LOCK -> "step.lock";
                        case DRAIN -> "step.drain";
                        case EXPORT -> "step.export";
                        case MARK -> "step.mark";
                        case PROVE -> "step.prove";
                        case RELEASE -> "step.release";
                    });
        }

        private static String inWords(GateStep.Progress progress) {
            return text(
                    switch (progress) {
                        case WAITING -> "step.waiting";
                        case RUNNING -> "step.running";
                        case DONE -> "step.done";
                        case FAILED -> "step.failed";
                    });
        }
    }
}
