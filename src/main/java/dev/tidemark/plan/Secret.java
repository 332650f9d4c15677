package dev.tidemark.plan;

/** A password. It prints as dots, so that no log, report or exception can give it away. */
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "••••";
    }
}
