package dev.tidemark.desktop.component;

import static dev.tidemark.desktop.text.Texts.locale;
import static dev.tidemark.desktop.text.Texts.text;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Numbers, sizes and times as people read them, in the window's language. */
public final class Figures {
    private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

    private Figures() {}

    /** Grouped: {@code 12,104,331}. */
    public static String count(long number) {
        return NumberFormat.getIntegerInstance(locale()).format(number);
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
        return (value < 99.95 ? decimal(value) : count(Math.round(value))) + " " + unit;
    }

    /** With one digit after the point. */
    private static String decimal(double value) {
        return String.format(locale(), "%.1f", value);
    }

    /**
     * As exact as it is worth: {@code 6.3 ms}, {@code 184 ms}, {@code 4.2 s}, {@code 1 m 51 s}, {@code 2 h 05 m}. A space
     * stands before the unit of the first figure.
     */
    public static String time(Duration time) {
        double millis = time.toNanos() / 1e6;
        if (millis < 99.95) {
            return decimal(millis) + " ms";
        }
        if (millis < 999.5) {
            return Math.round(millis) + " ms";
        }
        if (millis < 59_950) {
            return decimal(millis / 1000) + " s";
        }
        long seconds = Math.round(millis / 1000);
        return seconds < 3600
                ? text("figures.minutes-seconds", seconds / 60, twoDigits(seconds % 60))
                : text("figures.hours-minutes", count(seconds / 3600), twoDigits(seconds / 60 % 60));
    }

    private static String twoDigits(long number) {
        return (number < 10 ? "0" : "") + number;
    }

    /** {@code 12 min}. */
    public static String minutes(long minutes) {
        return text("figures.minutes", count(minutes));
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
            return text("figures.seconds-left", seconds);
        }
        long rounded = (seconds + 5) / 10 * 10;
        if (rounded >= 3600) {
            return text("figures.hours-left", count(rounded / 3600), rounded / 60 % 60);
        }
        return rounded % 60 == 0
                ? text("figures.minutes-left", rounded / 60)
                : text("figures.minutes-seconds-left", rounded / 60, rounded % 60);
    }

    /** The local time of day: {@code 14:02:00}. */
    public static String clock(Instant at) {
        return written("HH:mm:ss", at);
    }

    /** The local date and time: {@code 23 Nov 2026, 14:02}. */
    public static String dateAndTime(Instant at) {
        return written(text("figures.date-and-time"), at);
    }

    /** {@code 14:02:00.184}. */
    public static String clockMillis(Instant at) {
        return written("HH:mm:ss.SSS", at);
    }

    /** With date and zone, for tooltips. */
    public static String withZone(Instant at) {
        return written("uuuu-MM-dd HH:mm:ss.SSS xxx VV", at);
    }

    private static String written(String pattern, Instant at) {
        return DateTimeFormatter.ofPattern(pattern, locale()).format(at.atZone(ZoneId.systemDefault()));
    }

    /** {@code 61 %}; 100 only when all is done. */
    public static String percent(double fraction) {
        return (fraction >= 1 ? 100 : (int) Math.min(99, Math.floor(fraction * 100))) + " %";
    }
}
