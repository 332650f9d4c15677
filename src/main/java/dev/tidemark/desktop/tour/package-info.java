/** Drives the real window through a whole backfill and keeps a picture of every page. */
@NullMarked
package dev.tidemark.desktop.tour;

import org.jspecify.annotations.NullMarked;
