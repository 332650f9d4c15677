package dev.tidemark.desktop.component;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, sizes and times as people read them. */
public final class Figures {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DATE_AND_TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK_MILLIS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final DateTimeFormatter WITH_ZONE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS xxx VV");
    private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

    private Figures() {}

    /** Grouped: {@code 12,104,331}. */
    public static String count(long number) {
        return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(number);
    }

    /** {@code 1 table}, {@code 2 tables}. */
    public static String count(long number, String one, String several) {
        return count(number) + " " + (number == 1 ? one : several);
    }

    /** Three figures and a unit, for estimates: {@code 512}, {@code 96.2 k}, {@code 12.1 M}. */
    public static String about(double number) {
        if (number < 10_000) {
            return count(Math.round(number));
        }
        return number < 999_500
                ? scaled(number / 1e3, "k")
                : number < 999_500_000 ? scaled(number / 1e6, "M") : scaled(number / 1e9, "G");
    }

    /** Decimal units, as disks are sold: {@code 4.2 GB}. */
    public static String bytes(double bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0 ? count(Math.round(value)) + " B" : scaled(value, BYTE_UNITS[unit]);
    }

    private static String scaled(double value, String unit) {
        return String.format(Locale.ENGLISH, value < 99.95 ? "%.1f %s" : "%.0f %s", value, unit);
    }

    /** As exact as it is worth: {@code 6.3 ms}, {@code 184 ms}, {@code 4.2 s}, {@code 1 m 51 s}, {@code 2 h 05 m}. */
    public static String time(Duration time) {
        double millis = time.toNanos() / 1e6;
        if (millis < 99.95) {
            return String.format(Locale.ENGLISH, "%.1f ms", millis);
        }
        if (millis < 999.5) {
            return Math.round(millis) + " ms";
        }
        if (millis < 59_950) {
            return String.format(Locale.ENGLISH, "%.1f s", millis / 1000);
        }
        long seconds = Math.round(millis / 1000);
        return seconds < 3600
                ? "%d m %02d s".formatted(seconds / 60, seconds % 60)
                : "%d h %02d m".formatted(seconds / 3600, seconds / 60 % 60);
    }

    /** In whole seconds, for what grows while one looks: {@code 5 s}, {@code 1 m 51 s}. */
    public static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        return seconds < 60 ? seconds + " s" : time(Duration.ofSeconds(seconds));
    }

    /** For what nobody knows exactly: {@code about 1 min 10 s left}. */
    public static String aboutLeft(Duration left) {
        long seconds = Math.max(1, left.toSeconds());
        if (seconds < 60) {
            return "about " + seconds + " s left";
        }
        long rounded = (seconds + 5) / 10 * 10;
        return rounded < 3600
                ? "about " + rounded / 60 + " min " + (rounded % 60 == 0 ? "" : rounded % 60 + " s ") + "left"
                : "about " + rounded / 3600 + " h " + rounded / 60 % 60 + " min left";
    }

    /** The local time of day: {@code 14:02:00}. */
    public static String clock(Instant at) {
        return CLOCK.format(at.atZone(ZoneId.systemDefault()));
    }

    /** The local date and time: {@code 23 Nov 2026, 14:02}. */
    public static String dateAndTime(Instant at) {
        return DATE_AND_TIME.format(at.atZone(ZoneId.systemDefault()));
    }

    /** {@code 14:02:00.184}. */
    public static String clockMillis(Instant at) {
        return CLOCK_MILLIS.format(at.atZone(ZoneId.systemDefault()));
    }

    /** With date and zone, for tooltips. */
    public static String withZone(Instant at) {
        return WITH_ZONE.format(at.atZone(ZoneId.systemDefault()));
    }

    /** {@code 61 %}; 100 only when all is done. */
    public static String percent(double fraction) {
        return (fraction >= 1 ? 100 : (int) Math.min(99, Math.floor(fraction * 100))) + " %";
    }
}
