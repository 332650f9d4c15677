package dev.tidemark.desktop.connect;

/** The choices of {@code sslmode}, strongest first, in words (PostgreSQL documentation, section 32.19). */
enum SslMode {
    VERIFY_FULL("verify-full", "Encrypted, and the server proves that it is the host you typed.", false),
    VERIFY_CA("verify-ca", "Encrypted, with a trusted certificate, but of any host.", true),
    REQUIRE("require", "Encrypted, but anybody could pose as the server.", true),
    PREFER("prefer", "Encrypted if the server offers it: a network in between can switch it off.", true),
    DISABLE("disable", "Not encrypted: password and rows can be read on the way.", true);

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
        return meaning;
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
