/** Page 7: what would be published, the mark, commit and discard. */
@NullMarked
package dev.tidemark.desktop.commit;

import org.jspecify.annotations.NullMarked;
