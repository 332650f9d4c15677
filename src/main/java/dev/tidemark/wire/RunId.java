package dev.tidemark.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names one backfill from plan to commit: {@code 20261123-140200-k7f3}, its start in UTC and four random letters
 * or digits. Sorts by time.
 */
public record RunId(String value) implements Comparable<RunId> {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final Pattern FORM = Pattern.compile("\\d{8}-\\d{6}-[a-z0-9]{4}");
    /** Without 0, 1, l and o, which people mistake for each other when they read an id aloud. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    public RunId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a run's id: " + value);
        }
    }

    public static RunId at(Instant start, RandomGenerator random) {
        StringBuilder id = new StringBuilder(STAMP.format(start)).append('-');
        for (int i = 0; i < 4; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new RunId(id.toString());
    }

    @Override
    public int compareTo(RunId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
