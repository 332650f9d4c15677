package dev.tidemark;

/** Decides which face the program shows: the window, or the command that was typed. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
