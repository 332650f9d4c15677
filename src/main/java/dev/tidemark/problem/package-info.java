/** What went wrong, in words for the person who has to do something about it. Depends on nothing. */
@NullMarked
package dev.tidemark.problem;

import org.jspecify.annotations.NullMarked;
