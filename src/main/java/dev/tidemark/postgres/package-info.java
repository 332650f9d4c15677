/** PostgreSQL as the rest needs it: sessions, catalog, lock waits, connection settings, errors in plain words. */
@NullMarked
package dev.tidemark.postgres;

import org.jspecify.annotations.NullMarked;
