/** Measures the program on the sandbox. */
@NullMarked
package dev.tidemark.bench;

import org.jspecify.annotations.NullMarked;
