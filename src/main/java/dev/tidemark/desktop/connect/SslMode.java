package dev.tidemark.desktop.connect;

import static dev.tidemark.desktop.text.Texts.text;

/** The choices of {@code sslmode}, strongest first, in words (PostgreSQL documentation, section 32.19). */
enum SslMode {
    VERIFY_FULL("verify-full", "connect.ssl-verify-full", false),
    VERIFY_CA("verify-ca", "connect.ssl-verify-ca", true),
    REQUIRE("require", "connect.ssl-require", true),
    PREFER("prefer", "connect.ssl-prefer", true),
    DISABLE("disable", "connect.ssl-disable", true);

    private final String word;
    private final String meaning;
    private final boolean weak;

    SslMode(String word, String meaning, boolean weak) {
        this.word = word;
        this.meaning = meaning;
        this.weak = weak;
    }

    /** As the connection parameter has it; the default where the word is none of ours. */
    static SslMode of(String word) {
        for (SslMode mode : values()) {
            if (mode.word.equals(word)) {
                return mode;
            }
        }
        return "allow".equals(word) ? PREFER : VERIFY_FULL;
    }

    String word() {
        return word;
    }

    String meaning() {
        return text(meaning);
    }

    /** Whether a warning belongs below it, for a server at this host: on this computer nobody listens in between. */
    boolean warns(String host) {
        return weak && !isLoopback(host);
    }

    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.startsWith("127.") || host.startsWith("/");
    }

    @Override
    public String toString() {
        return word;
    }
}
