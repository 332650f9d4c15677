package dev.tidemark.desktop.state;

/** What the servers are used for: the window is more careful where it matters more. */
public enum Environment {
    DEVELOPMENT("Development"),
    TEST("Test"),
    PRODUCTION("Production");

    private final String word;

    Environment(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
