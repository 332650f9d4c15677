package dev.tidemark.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** UTF-8 JSON text under construction in one growing array, which is used again for row after row. */
final class JsonBuffer {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** No array can be longer. */
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    /** More than what is asked for in vain at the end, such as all digits that a number could have. */
    private static final int SLACK = 64;

    private byte[] bytes = new byte[512];
    private int length;
    private int most = LONGEST;

    /** The text would be longer than it may be. */
    static final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long bytes;

        private FullException(long bytes) {
            super("The text has at least " + bytes + " bytes.", null, false, false);
            this.bytes = bytes;
        }

        /** That it has at least. */
        long bytes() {
            return bytes;
        }
    }

    /** Lets it become no longer than this by more than a few bytes; a FullException is thrown instead. */
    void atMost(long limit) {
        most = (int) Math.min(LONGEST - SLACK, limit) + SLACK;
    }

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    /** The array itself, for reading; only the first {@link #length()} bytes count, and only until the next change. */
    byte[] array() {
        return bytes;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** The text's beginning, if it is longer than this many bytes, with an ellipsis then. */
    String excerpt(int most) {
        if (length <= most) {
            return text();
        }
        int end = most;
        // Bytes of the form 10xxxxxx continue a character (RFC 3629).
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + "…";
    }

    /** Takes the quotes around the text that begins at an offset off again, if it has any. */
    void unquote(int from) {
        if (length - from >= 2 && bytes[from] == '"') {
            System.arraycopy(bytes, from + 1, bytes, from, length - from - 2);
            length -= 2;
        }
    }

    /** One ASCII character. */
    JsonBuffer put(char c) {
        room(1);
        bytes[length++] = (byte) c;
        return this;
    }

    JsonBuffer ascii(String text) {
        int n = text.length();
        room(n);
        for (int i = 0; i < n; i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    JsonBuffer raw(byte[] from, int offset, int count) {
        room(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
        return this;
    }

    JsonBuffer zeros(int count) {
        room(count);
        Arrays.fill(bytes, length, length + count, (byte) '0');
        length += count;
        return this;
    }

    JsonBuffer number(long value) {
        if (value == Long.MIN_VALUE) {
            return ascii("-9223372036854775808");
        }
        room(20);
        long rest = value;
        if (rest < 0) {
            bytes[length++] = '-';
            rest = -rest;
        }
        int digits = 1;
        for (long power = 10; digits < 19 && rest >= power; power *= 10) {
            digits++;
        }
        digits(rest, digits);
        return this;
    }

    /** A number that isn't negative, with zeros in front where it has fewer digits; its other digits are left out. */
    JsonBuffer padded(long value, int digits) {
        room(digits);
        digits(value, digits);
        return this;
    }

    private void digits(long value, int digits) {
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    JsonBuffer hex(byte[] from, int offset, int count) {
        room(Math.multiplyExact(count, 2));
        for (int i = offset; i < offset + count; i++) {
            bytes[length++] = HEX[(from[i] >> 4) & 15];
            bytes[length++] = HEX[from[i] & 15];
        }
        return this;
    }

    /** A JSON string of text that is UTF-8 already (RFC 8259, section 7). */
    JsonBuffer string(byte[] utf8, int offset, int count) {
        room(count + 2);
        bytes[length++] = '"';
        int end = offset + count;
        int run = offset;
        for (int i = offset; i < end; i++) {
            byte b = utf8[i];
            // Bytes from 0x80 on are negative, and part of a longer character.
            if (b < 0x20 && b >= 0 || b == '"' || b == '\\') {
                raw(utf8, run, i - run);
                escape(b);
                run = i + 1;
            }
        }
        raw(utf8, run, end - run);
        return put('"');
    }

    JsonBuffer string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return string(utf8, 0, utf8.length);
    }

    private void escape(byte b) {
        switch (b) {
            case '"' -> ascii("\\\"");
            case '\\' -> ascii("\\\\");
            case '\n' -> ascii("\\n");
            case '\r' -> ascii("\\r");
            case '\t' -> ascii("\\t");
            case '\b' -> ascii("\\b");
            case '\f' -> ascii("\\f");
            default -> ascii("\\u00").put((char) HEX[b >> 4]).put((char) HEX[b & 15]);
        }
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            long needed = (long) length + more;
            if (needed > most) {
                throw new FullException(needed - Math.min(SLACK, more));
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(2L * bytes.length, needed), most));
        }
    }
}
