package dev.tidemark.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Figures and times as people read them; times in this computer's zone, which is named. */
final class Words {
    private static final ZoneId ZONE = ZoneId.systemDefault();
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss zzz", Locale.ROOT).withZone(ZONE);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZONE);
    private static final DateTimeFormatter CLOCK_MILLIS =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZONE);
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Words() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    static String millis(double millis) {
        return millis < 1000
                ? String.format(Locale.ROOT, millis < 100 ? "%.1f ms" : "%.0f ms", millis)
                : duration(Duration.ofMillis(Math.round(millis)));
    }

    static String duration(Duration time) {
        long seconds = time.toSeconds();
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0)
                : seconds < 3600
                        ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60)
                        : String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }

    static String bytes(double bytes) {
        int unit = 0;
        double left = bytes;
        while (left >= 1000 && unit < UNITS.length - 1) {
            left /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || left >= 100 ? "%.0f %s" : "%.1f %s", left, UNITS[unit]);
    }

    /** Rows a second, roughly. */
    static String rate(double perSecond) {
        return perSecond >= 10_000_000
                ? String.format(Locale.ROOT, "%.0f M", perSecond / 1e6)
                : perSecond >= 1_000_000
                        ? String.format(Locale.ROOT, "%.1f M", perSecond / 1e6)
                        : perSecond >= 10_000
                                ? String.format(Locale.ROOT, "%.0f k", perSecond / 1e3)
                                : count(Math.round(perSecond));
    }

    static String moment(Instant at) {
        return MOMENT.format(at);
    }

    static String clock(Instant at) {
        return CLOCK.format(at);
    }

    static String clockMillis(Instant at) {
        return CLOCK_MILLIS.format(at);
    }
}
