/** What recurs on the pages, one class each; knows values to show, no engine. */
@NullMarked
package dev.tidemark.desktop.component;

import org.jspecify.annotations.NullMarked;
