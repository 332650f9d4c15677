/** A session as psql users know it: prompt, statements over several lines, command tags, aligned tables, errors. */
@NullMarked
package dev.tidemark.walkthrough.psql;

import org.jspecify.annotations.NullMarked;
