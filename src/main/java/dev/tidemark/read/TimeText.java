package dev.tidemark.read;

/**
 * Prints dates and times as PostgreSQL's JSON does ({@code JsonEncodeDateTime} in its
 * src/backend/utils/adt/json.c): ISO 8601 with a T, years before Christ as {@code 0044-03-15 BC}. All with quotes.
 */
final class TimeText {
    private static final long MICROS_A_SECOND = 1_000_000L;
    private static final long MICROS_A_DAY = 86_400 * MICROS_A_SECOND;
    /** From 0000-03-01, where a year of the calculation begins, to 2000-01-01, where PostgreSQL counts from. */
    private static final long DAYS_TO_EPOCH = 730_425;

    private static final int DAYS_IN_400_YEARS = 146_097;

    private TimeText() {}

    static void date(int days, JsonBuffer out) {
        if (days == Integer.MAX_VALUE) {
            out.ascii("\"infinity\"");
        } else if (days == Integer.MIN_VALUE) {
            out.ascii("\"-infinity\"");
        } else {
            long year = day(days, out.put('"'));
            end(year, out);
        }
    }

    static void timestamp(long micros, boolean zone, JsonBuffer out) {
        if (micros == Long.MAX_VALUE) {
            out.ascii("\"infinity\"");
        } else if (micros == Long.MIN_VALUE) {
            out.ascii("\"-infinity\"");
        } else {
            long year = day(Math.floorDiv(micros, MICROS_A_DAY), out.put('"'));
            clock(Math.floorMod(micros, MICROS_A_DAY), out.put('T'));
            if (zone) {
                out.ascii("+00:00");
            }
            end(year, out);
        }
    }

    static void time(long micros, JsonBuffer out) {
        clock(micros, out.put('"'));
        out.put('"');
    }

    private static void end(long year, JsonBuffer out) {
        out.ascii(year <= 0 ? " BC\"" : "\"");
    }

    /** Gives the astronomical year: 0 is 1 BC. Calculation after Howard Hinnant's "chrono-compatible date algorithms". */
    private static long day(long days, JsonBuffer out) {
        long since = days + DAYS_TO_EPOCH;
        long era = Math.floorDiv(since, DAYS_IN_400_YEARS);
        int dayOfEra = (int) (since - era * DAYS_IN_400_YEARS);
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int fromMarch = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * fromMarch + 2) / 5 + 1;
        int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        long shown = year > 0 ? year : 1 - year;
        if (shown < 10_000) {
            out.padded(shown, 4);
        } else {
            out.number(shown);
        }
        out.put('-').padded(month, 2).put('-').padded(day, 2);
        return year;
    }

    private static void clock(long micros, JsonBuffer out) {
        long seconds = micros / MICROS_A_SECOND;
        out.padded(seconds / 3600, 2)
                .put(':')
                .padded(seconds / 60 % 60, 2)
                .put(':')
                .padded(seconds % 60, 2);
        int fraction = (int) (micros % MICROS_A_SECOND);
        if (fraction != 0) {
            int digits = 6;
            while (fraction % 10 == 0) {
                fraction /= 10;
                digits--;
            }
            out.put('.').padded(fraction, digits);
        }
    }
}
