/** Page 2: which tables, to which topics, and the checks before the lock. */
@NullMarked
package dev.tidemark.desktop.tables;

import org.jspecify.annotations.NullMarked;
