/** Closes the gate and opens it again: lock, drain, export, mark, hand over, prove, release. */
@NullMarked
package dev.tidemark.gate;

import org.jspecify.annotations.NullMarked;
