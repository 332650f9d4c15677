/** What became of a run, for people and for scripts: one HTML file, and the same as JSON. */
@NullMarked
package dev.tidemark.report;

import org.jspecify.annotations.NullMarked;
