package dev.tidemark.plan;

import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A plan as a YAML file; {@code docs/plan.yaml} explains every field. Each mistake in it is a ProblemException that
 * names file, line and column.
 */
public final class PlanFile {
    private PlanFile() {}

    public static Plan read(Path file) {
        try {
            return parse(Files.readString(file), file);
        } catch (CharacterCodingException e) {
            throw unreadable(file, "It is not text in UTF-8.", "Save it as UTF-8.")
                    .asException(e);
        } catch (NoSuchFileException e) {
            throw unreadable(
                            file,
                            "There is no such file.",
                            "Check the name; docs/plan.yaml is an example to start from.")
                    .asException(e);
        } catch (IOException e) {
            throw unreadable(file, reason(e), "Check that it is a file and that you may read it.")
                    .asException(e);
        }
    }

    /** Reads what is to become that file's content; relative paths in it begin in the file's folder. */
    public static Plan parse(String text, Path file) {
        PlanMistakes mistakes = new PlanMistakes(file.toString());
        Path folder = file.toAbsolutePath().resolveSibling("");
        return new PlanReader(mistakes, folder).read(new YamlReader(mistakes).read(text));
    }

    /** Replaces the file as a whole, or leaves it as it was. */
    public static void write(Plan plan, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            Path whole = file.resolveSibling(file.getFileName() + ".new");
            // On the disk before it takes the other's place: a run can't be cleared up without its plan.
            Files.writeString(
                    whole,
                    text(plan),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Problem.of(
                            "plan-unwritable",
                            "The plan could not be written to " + file + ".",
                            reason(e),
                            "Choose a folder that you may write to.")
                    .asException(e);
        }
    }

    /** The plan as the file's content. */
    public static String text(Plan plan) {
        return new PlanWriter().text(plan);
    }

    private static Problem unreadable(Path file, String why, String toDo) {
        return Problem.of("plan-unreadable", "The plan " + file + " cannot be read.", why, toDo);
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
