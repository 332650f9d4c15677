/** The walkthrough's page: lessons to choose from, and one that is being gone through. */
@NullMarked
package dev.tidemark.desktop.walkthrough;

import org.jspecify.annotations.NullMarked;
