package dev.tidemark.wire;

import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A checksum over a set of rows that does not depend on their order, so that parallel readers, publisher and consumer
 * come to the same. A row's hash is CRC-32C (RFC 3720, appendix B.4) over the key's bytes, one zero byte and the
 * value's bytes; the checksum is the sum of the hashes modulo 2^64. Not for two threads at once.
 */
public final class Checksum {
    private final CRC32C crc = new CRC32C();
    private long sum;
    private long rows;

    /** Takes a row in; a missing key or value counts as no bytes. */
    public void add(byte @Nullable [] key, byte @Nullable [] value) {
        crc.reset();
        if (key != null) {
            crc.update(key, 0, key.length);
        }
        crc.update(0);
        if (value != null) {
            crc.update(value, 0, value.length);
        }
        sum += crc.getValue();
        rows++;
    }

    /** The same for arrays of which only the first bytes count. */
    public void add(byte[] key, int keyLength, byte[] value, int valueLength) {
        crc.reset();
        crc.update(key, 0, keyLength);
        crc.update(0);
        crc.update(value, 0, valueLength);
        sum += crc.getValue();
        rows++;
    }

    /** Takes in what another one has counted. */
    public void add(Checksum other) {
        sum += other.sum;
        rows += other.rows;
    }

    /** Takes in what was counted elsewhere; {@code text} as {@link #text()} gives it. */
    public void add(long moreRows, String text) {
        sum += HexFormat.fromHexDigitsToLong(text);
        rows += moreRows;
    }

    public long rows() {
        return rows;
    }

    /** 16 lower-case hexadecimal digits. */
    public String text() {
        return HexFormat.of().toHexDigits(sum);
    }
}
