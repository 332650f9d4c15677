package dev.tidemark.walkthrough.lesson;

import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All lessons that there are: the program's own, and those in a trainer's folders. A trainer's lesson takes the place
 * of one with the same name.
 *
 * @param lessons in order
 * @param broken files that are no lessons, with what is wrong in each; they spoil nothing else
 */
public record LessonShelf(List<Lesson> lessons, List<Problem> broken) {
    private static final String SUFFIX = ".lesson";
    private static final List<String> OWN = List.of(
            "01-recipe",
            "02-lock-modes",
            "03-look-first",
            "04-truncate",
            "05-queue",
            "06-deadlock",
            "07-killed",
            "08-pages",
            "09-consumer");

    public LessonShelf {
        lessons = List.copyOf(lessons);
        broken = List.copyOf(broken);
    }

    /** @param folders a trainer's; one that does not exist is passed over */
    public static LessonShelf with(Collection<Path> folders) {
        Map<String, Lesson> lessons = new LinkedHashMap<>();
        for (String file : OWN) {
            Lesson lesson = LessonReader.read(file + SUFFIX, id(file + SUFFIX), own(file + SUFFIX));
            lessons.put(lesson.id(), lesson);
        }
        List<Problem> broken = new ArrayList<>();
        folders.stream()
                .filter(Files::isDirectory)
                .flatMap(folder -> files(folder, broken).stream())
                .forEach(file -> take(file, lessons, broken));
        return new LessonShelf(List.copyOf(lessons.values()), broken);
    }

    /** By its name, without regard to case. */
    public Optional<Lesson> find(String id) {
        return lessons.stream().filter(l -> l.id().equalsIgnoreCase(id)).findFirst();
    }

    private static void take(Path file, Map<String, Lesson> lessons, List<Problem> broken) {
        try {
            String id = id(String.valueOf(file.getFileName()));
            lessons.put(id, LessonReader.read(file.toString(), id, Files.readString(file)));
        } catch (ProblemException e) {
            broken.add(e.problem());
        } catch (IOException e) {
            broken.add(unreadable(file, e));
        }
    }

    private static List<Path> files(Path folder, List<Problem> broken) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            broken.add(unreadable(folder, e));
            return List.of();
        }
    }

    private static Problem unreadable(Path file, Exception e) {
        return Problem.of(
                "lesson",
                "The lesson in " + file + " can't be used.",
                "It can't be read as UTF-8 text: " + e,
                "Check that it is a text file that you may read.");
    }

    /** {@code 01-recipe.lesson} is called {@code recipe}; the number is for the order. */
    private static String id(String file) {
        return file.substring(0, file.length() - SUFFIX.length()).replaceFirst("^\\d+-", "");
    }

    private static String own(String file) {
        try (InputStream stream = LessonShelf.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("The lesson " + file + " is missing from the program");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
