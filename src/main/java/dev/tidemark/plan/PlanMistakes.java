package dev.tidemark.plan;

import dev.tidemark.plan.YamlNode.Place;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import java.util.Collection;
import java.util.Optional;

/** Says what is wrong with a plan file, and where: file, line and column. */
final class PlanMistakes {
    private final String file;

    /** @param file the file's name as people know it */
    PlanMistakes(String file) {
        this.file = file;
    }

    ProblemException syntax(Place at, String reason, Throwable cause) {
        return Problem.of(
                        "plan-syntax",
                        where(at) + "this is not readable YAML.",
                        sentence(reason),
                        "Correct the line; often a quote, a colon or the indentation is the matter.")
                .asException(cause);
    }

    /** A field, or a word where only some words are possible, that nobody knows. */
    ProblemException unknown(Place at, String name, String of, Collection<String> known) {
        Optional<String> near = NearestName.of(name, known);
        return Problem.of(
                        "plan-field",
                        where(at) + "“" + name + "” is not known in " + of + ".",
                        sentence("Known there: " + String.join(", ", known)),
                        near.map(n -> "Write “" + n + "”, if that is what you mean.")
                                .orElse("Use one of those."))
                .asException();
    }

    ProblemException missing(Place at, String name, String of, String why, String example) {
        return Problem.of(
                        "plan-missing",
                        where(at) + "“" + name + "” is missing in " + of + ".",
                        sentence(why),
                        "Add for example “" + example + "”.")
                .asException();
    }

    ProblemException value(Place at, String name, String wanted, String found, String example) {
        return Problem.of(
                        "plan-value",
                        where(at) + "“" + name + "” has to be " + wanted + ".",
                        sentence("It is " + found),
                        "Write for example “" + example + "”.")
                .asException();
    }

    /** Something that another reader found wrong, now with its place. */
    ProblemException at(Place at, Problem found, ProblemException cause) {
        return new Problem(found.code(), where(at) + found.what(), found.why(), found.toDo(), found.origin())
                .asException(cause);
    }

    ProblemException of(Place at, String code, String what, String why, String toDo) {
        return Problem.of(code, where(at) + what, why, toDo).asException();
    }

    private String where(Place at) {
        return file + ", line " + at.line() + ", column " + at.column() + ": ";
    }

    private static String sentence(String words) {
        String begun = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        return begun.endsWith(".") ? begun : begun + ".";
    }
}
