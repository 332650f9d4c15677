package dev.tidemark.command;

import java.io.PrintStream;
import java.nio.charset.CharsetEncoder;
import java.time.Duration;
import java.util.Map;

/**
 * Where a person reads. One line of progress stays at the bottom and is drawn over on a real terminal; elsewhere a
 * line is added every few seconds. May be used from any thread.
 */
final class Terminal {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final int PROGRESS_WIDTH = 79;
    private static final Duration PROGRESS_PAUSE = Duration.ofSeconds(3);
    /** What stands in for signs that a poor character set doesn't have. */
    private static final Map<Character, String> PLAIN =
            Map.of('“', "\"", '”', "\"", '’', "'", '…', "...", '–', "-", '•', "*", '·', "-", '█', "#", '░', ".");

    private final PrintStream out;
    private final boolean redraws;
    private final Style style;
    private final CharsetEncoder encoder;
    private boolean drawn;
    private long lastProgress;

    /**
     * @param out goes to the person
     * @param redraws whether a line can be drawn over
     * @param colours whether colours are wanted
     */
    Terminal(PrintStream out, boolean redraws, boolean colours) {
        this.out = out;
        this.redraws = redraws;
        this.style = new Style(colours);
        this.encoder = out.charset().newEncoder();
        this.lastProgress = System.nanoTime() - PROGRESS_PAUSE.toNanos();
    }

    Style style() {
        return style;
    }

    boolean redraws() {
        return redraws;
    }

    synchronized void line(String text) {
        erase();
        out.println(plain(text));
        out.flush();
    }

    void blank() {
        line("");
    }

    /** A line that comes in between: on a terminal its Ctrl+C, and maybe a question, stand in the way. */
    synchronized void interruption(String text) {
        if (redraws) {
            out.println();
        }
        line(text);
    }

    /** Leaves the cursor behind the text, for an answer. */
    synchronized void prompt(String text) {
        erase();
        out.print(plain(text) + " ");
        out.flush();
    }

    /** How far something is; what it says is soon out of date, so it may be drawn over or left out. */
    synchronized void progress(String text) {
        long now = System.nanoTime();
        if (redraws) {
            String shown = text.length() > PROGRESS_WIDTH ? text.substring(0, PROGRESS_WIDTH) : text;
            out.print(CLEAR_LINE + plain(shown));
            out.flush();
            drawn = true;
        } else if (now - lastProgress >= PROGRESS_PAUSE.toNanos()) {
            lastProgress = now;
            out.println(plain(text));
            out.flush();
        }
    }

    /** Something longer begins now: without redrawing, the first line of progress comes only after a while. */
    synchronized void progressBegins() {
        lastProgress = System.nanoTime();
    }

    private void erase() {
        if (drawn) {
            out.print(CLEAR_LINE);
            drawn = false;
        }
    }

    private String plain(String text) {
        if (encoder.canEncode(text)) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (char sign : text.toCharArray()) {
            plain.append(encoder.canEncode(sign) ? sign : PLAIN.getOrDefault(sign, "?"));
        }
        return plain.toString();
    }
}
