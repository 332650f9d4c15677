package dev.tidemark.desktop.state;

import static dev.tidemark.desktop.text.Texts.text;

/** What the servers are used for: the window is more careful where it matters more. */
public enum Environment {
    DEVELOPMENT("environment.development"),
    TEST("environment.test"),
    PRODUCTION("environment.production");

    private final String key;

    Environment(String key) {
        this.key = key;
    }

    @Override
    public String toString() {
        return text(key);
    }
}
