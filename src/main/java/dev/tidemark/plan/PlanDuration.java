package dev.tidemark.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as a plan writes them: {@code 500ms}, {@code 2s}, {@code 1.5s}, {@code 1min}. */
final class PlanDuration {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)\\s*(ms|s|min)");
    private static final Map<String, Long> NANOS =
            Map.of("ms", 1_000_000L, "s", 1_000_000_000L, "min", 60_000_000_000L);

    private PlanDuration() {}

    /** Empty if it is not a duration, or not a whole number of nanoseconds. */
    static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal unit = BigDecimal.valueOf(NANOS.getOrDefault(matcher.group(2), 1L));
        try {
            return Optional.of(Duration.ofNanos(
                    new BigDecimal(matcher.group(1)).multiply(unit).longValueExact()));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** As {@link #parse} reads it. */
    static String text(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros();
        return seconds.scale() <= 0
                ? seconds.toPlainString() + "s"
                : seconds.movePointRight(3).stripTrailingZeros().toPlainString() + "ms";
    }
}
