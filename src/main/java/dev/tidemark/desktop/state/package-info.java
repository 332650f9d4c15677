/** What the pages share: the connected servers, the run at hand mirrored for the screen, work off the screen. */
@NullMarked
package dev.tidemark.desktop.state;

import org.jspecify.annotations.NullMarked;
