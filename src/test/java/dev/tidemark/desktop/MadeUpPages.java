package dev.tidemark.desktop;

import dev.tidemark.desktop.page.PageId;

/** Fills pages that get their content from the servers. */
final class MadeUpPages {
    private MadeUpPages() {}

    static void fill(Wiring wiring, PageId page) {}
}
