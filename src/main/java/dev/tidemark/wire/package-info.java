/** What stands in the log: kinds of message, marks, the frame around a table's rows, checksums. */
@NullMarked
package dev.tidemark.wire;

import org.jspecify.annotations.NullMarked;
