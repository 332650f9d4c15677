package dev.tidemark.desktop;

import dev.tidemark.desktop.page.PageId;
import dev.tidemark.desktop.state.Catalog;

/** Fills pages that get their content from the servers. */
final class MadeUpPages {
    private MadeUpPages() {}

    static void fill(Wiring wiring, PageId page) {
        wiring.workspace().show(new Catalog(MadeUp.tables(), MadeUp.topics()));
    }
}
