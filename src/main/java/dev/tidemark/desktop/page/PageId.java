package dev.tidemark.desktop.page;

/** The window's pages, and the FXML file of each. */
public enum PageId {
    CONNECT("connect"),
    TABLES("tables"),
    GATE("gate"),
    READ("read"),
    COMMIT("commit"),
    HISTORY("history"),
    WALKTHROUGH("walkthrough");

    private final String file;

    PageId(String file) {
        this.file = file;
    }

    /** The resource with its layout. */
    public String fxml() {
        return "/fxml/" + file + ".fxml";
    }
}
