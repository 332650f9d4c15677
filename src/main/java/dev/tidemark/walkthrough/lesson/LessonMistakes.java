package dev.tidemark.walkthrough.lesson;

import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;

/**
 * Words for what is wrong in a lesson's file.
 *
 * @param file its name, for people
 */
record LessonMistakes(String file) {
    ProblemException of(int line, String wrong, String toDo) {
        return Problem.of("lesson", "The lesson in " + file + " can't be used.", "Line " + line + ": " + wrong, toDo)
                .asException();
    }
}
