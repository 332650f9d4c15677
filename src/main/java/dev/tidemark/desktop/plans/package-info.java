/** Plans as files: opened, saved, and the recent ones. */
@NullMarked
package dev.tidemark.desktop.plans;

import org.jspecify.annotations.NullMarked;
