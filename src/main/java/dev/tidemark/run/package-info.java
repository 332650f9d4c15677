/** One backfill from plan to commit: its state machine, what it tells, and the servers it works on. */
@NullMarked
package dev.tidemark.run;

import org.jspecify.annotations.NullMarked;
