package dev.tidemark.read;

import java.util.Map;
import java.util.Optional;

/**
 * The binary forms that are turned into JSON here, each to what {@code to_jsonb} makes of it. The source of each is the
 * type's send function in PostgreSQL's src/backend/utils/adt.
 */
enum Encoding {
    BOOL {
        @Override
        void write(byte[] in, int offset, int length, JsonBuffer out) {
            out.ascii(in[offset] != 0 ? "true" : "false");
        }
    },
    INT2 {
        @Override
        void write(byte[] in, int offset, int length, JsonBuffer out) {
            out.number(BigEndian.int2(in, offset));
        }
    },
    INT4 {
        @Override
        void write(byte[] in, int offset, int length, JsonBuffer out) {
            out.number(BigEndian.int4(in, offset));
        }
    },
    INT8 {
        @Override
        void write(byte[] in, int offset, int length, JsonBuffer out) {
            out.number(BigEndian.int8(in, offset));
        }
    },
    /** An unsigned number; JSON in PostgreSQL knows only the signed types as numbers, so it is a string. */
    OID {
        @Override
        void write(byte[] in, int offset, int length, JsonBuffer out) {
            out.put('"')
                    .number(Integer.toUnsignedLong(BigEndian.int4(in, offset)))
                    .put('"');
        }
    },
    FLOAT4 {
        @Override
        void write(byte[] in, int offset, int length, JsonBuffer out) {
            FloatText.write(Float.intBitsToFloat(BigEndian.int4(in, offset)), out);
        }
    },
    FLOAT8 {
        @Override
        void write(byte[] in, int offset, int length, JsonBuffer out) {
            FloatText.write(Double.longBitsToDouble(BigEndian.int8(in, offset)), out);
        }
    },
    NUMERIC {
        @Override
        void write(byte[] in, int offset, int length, JsonBuffer out) {
            NumericText.write(in, offset, out);
        }
    },
    /** Anything whose bytes are its text. */
    TEXT {
        @Override
        void write(byte[] in, int offset, int length, JsonBuffer out) {
            out.string(in, offset, length);
        }
    },
    UUID {
        @Override
        void write(byte[] in, int offset, int length, JsonBuffer out) {
            out.put('"')
                    .hex(in, offset, 4)
                    .put('-')
                    .hex(in, offset + 4, 2)
                    .put('-')
                    .hex(in, offset + 6, 2)
                    .put('-')
                    .hex(in, offset + 8, 2)
                    .put('-')
                    .hex(in, offset + 10, 6)
                    .put('"');
        }
    },
    DATE {
        @Override
        void write(byte[] in, int offset, int length, JsonBuffer out) {
            TimeText.date(BigEndian.int4(in, offset), out);
        }
    },
    TIMESTAMP {
        @Override
        void write(byte[] in, int offset, int length, JsonBuffer out) {
            TimeText.timestamp(BigEndian.int8(in, offset), false, out);
        }
    },
    TIMESTAMPTZ {
        @Override
        void write(byte[] in, int offset, int length, JsonBuffer out) {
            TimeText.timestamp(BigEndian.int8(in, offset), true, out);
        }
    },
    TIME {
        @Override
        void write(byte[] in, int offset, int length, JsonBuffer out) {
            TimeText.time(BigEndian.int8(in, offset), out);
        }
    },
    BYTEA {
        @Override
        void write(byte[] in, int offset, int length, JsonBuffer out) {
            out.ascii("\"\\\\x").hex(in, offset, length).put('"');
        }
    },
    /** JSON text behind one byte for the format's version. */
    JSONB {
        @Override
        void write(byte[] in, int offset, int length, JsonBuffer out) {
            if (in[offset] != 1) {
                throw new BrokenStreamException("jsonb of version " + in[offset] + " is not known.");
            }
            out.raw(in, offset + 1, length - 1);
        }
    };

    /** Fixed since the types exist: PostgreSQL's src/include/catalog/pg_type.dat. */
    private static final Map<Integer, Encoding> BY_OID = Map.ofEntries(
            Map.entry(16, BOOL),
            Map.entry(17, BYTEA),
            Map.entry(19, TEXT),
            Map.entry(20, INT8),
            Map.entry(21, INT2),
            Map.entry(23, INT4),
            Map.entry(25, TEXT),
            Map.entry(26, OID),
            Map.entry(700, FLOAT4),
            Map.entry(701, FLOAT8),
            Map.entry(1042, TEXT),
            Map.entry(1043, TEXT),
            Map.entry(1082, DATE),
            Map.entry(1083, TIME),
            Map.entry(1114, TIMESTAMP),
            Map.entry(1184, TIMESTAMPTZ),
            Map.entry(1700, NUMERIC),
            Map.entry(2950, UUID),
            Map.entry(3802, JSONB));

    /** The encoding of a built-in type; empty where the server has to make the JSON. */
    static Optional<Encoding> of(int typeOid) {
        return Optional.ofNullable(BY_OID.get(typeOid));
    }

    /** Whether the JSON, without its quotes, is what a cast to text gives. */
    boolean textAsIs() {
        return switch (this) {
            case BOOL, INT2, INT4, INT8, OID, NUMERIC, TEXT, UUID, DATE, TIME -> true;
            case FLOAT4, FLOAT8, TIMESTAMP, TIMESTAMPTZ, BYTEA, JSONB -> false;
        };
    }

    /** Writes a value that isn't null as JSON. */
    abstract void write(byte[] in, int offset, int length, JsonBuffer out);
}
