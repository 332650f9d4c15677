package dev.tidemark.read;

import java.util.Arrays;

/**
 * Finds the rows in a COPY BINARY stream (PostgreSQL documentation, COPY, "Binary Format"), in whatever pieces it
 * comes. Throws BrokenStreamException at bytes that no server would send.
 */
final class CopyFrames {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int HEADER = SIGNATURE.length + 8;
    /** A flag that a reader has to understand; none is in use but the long-gone one for OIDs. */
    private static final int CRITICAL_FLAGS = 0xFFFF0000;

    /** Takes a row: its count of fields stands at the offset, then each field's length and bytes. */
    interface RowBytes {
        void row(byte[] data, int offset);
    }

    private final RowBytes rows;
    private byte[] pending = new byte[0];
    private int pendingLength;
    private boolean begun;
    private boolean ended;
    private long count;

    CopyFrames(RowBytes rows) {
        this.rows = rows;
    }

    /** How many rows have been found. */
    long count() {
        return count;
    }

    /** Whether the stream's trailer has been seen. */
    boolean ended() {
        return ended;
    }

    void feed(byte[] data, int offset, int length) {
        if (pendingLength == 0) {
            int used = scan(data, offset, offset + length);
            keep(data, used, offset + length - used);
        } else {
            keep(data, offset, length);
            int used = scan(pending, 0, pendingLength);
            System.arraycopy(pending, used, pending, 0, pendingLength - used);
            pendingLength -= used;
        }
    }

    private void keep(byte[] data, int offset, int length) {
        if (length > 0) {
            if (pending.length < pendingLength + length) {
                pending = Arrays.copyOf(pending, Math.max(2 * pending.length, pendingLength + length));
            }
            System.arraycopy(data, offset, pending, pendingLength, length);
            pendingLength += length;
        }
    }

    /** Gives where the first byte stands that isn't used yet. */
    private int scan(byte[] data, int from, int to) {
        int at = from;
        if (!begun) {
            at = header(data, from, to);
        }
        while (begun && !ended && to - at >= 2) {
            int next = next(data, at, to);
            if (next < 0) {
                return at;
            }
            if (!ended) {
                count++;
                rows.row(data, at);
            }
            at = next;
        }
        if (ended && at < to) {
            throw new BrokenStreamException("There are bytes after the COPY stream's end.");
        }
        return at;
    }

    private int header(byte[] data, int from, int to) {
        if (to - from < HEADER) {
            return from;
        }
        if (!Arrays.equals(data, from, from + SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            throw new BrokenStreamException("Not a COPY BINARY stream.");
        }
        if ((BigEndian.int4(data, from + SIGNATURE.length) & CRITICAL_FLAGS) != 0) {
            throw new BrokenStreamException("A COPY BINARY stream of a newer kind.");
        }
        long end = from + HEADER + (long) BigEndian.int4(data, from + SIGNATURE.length + 4);
        if (end > to) {
            return from;
        }
        begun = true;
        return (int) end;
    }

    /** Where the row that begins here ends, or -1 if not all of it is there. */
    private int next(byte[] data, int from, int to) {
        int fields = BigEndian.int2(data, from);
        if (fields < 0) {
            ended = true;
            return from + 2;
        }
        long at = from + 2L;
        for (int i = 0; i < fields; i++) {
            if (at + 4 > to) {
                return -1;
            }
            int length = BigEndian.int4(data, (int) at);
            at += 4L + Math.max(0, length);
        }
        return at > to ? -1 : (int) at;
    }
}
