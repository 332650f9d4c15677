/** Page 1: the two addresses, their tests, and the sandbox. */
@NullMarked
package dev.tidemark.desktop.connect;

import org.jspecify.annotations.NullMarked;
