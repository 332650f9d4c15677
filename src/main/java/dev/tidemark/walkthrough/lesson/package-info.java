/** Lessons as text files that a trainer can write; docs/lessons.md describes them. */
@NullMarked
package dev.tidemark.walkthrough.lesson;

import org.jspecify.annotations.NullMarked;
