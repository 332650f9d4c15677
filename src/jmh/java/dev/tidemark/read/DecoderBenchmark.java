package dev.tidemark.read;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.tidemark.wire.Checksum;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What one row costs, step by step: found in the stream, made JSON of, summed, copied for Kafka, packed for the stage. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(DecoderBenchmark.ROWS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecoderBenchmark {
    static final int ROWS = 1_000;
    private static final int FASTEST = -3;
    private static final int USUAL = 3;

    private byte[] stream = {};
    private byte[] packed = {};
    private final RowShape shape = shape();

    /** Rows as those of {@code bench read}: about 220 bytes each. */
    @Setup
    public void makeStream() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[] {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0});
        out.writeInt(0);
        out.writeInt(0);
        Random random = new Random(1);
        for (int row = 0; row < ROWS; row++) {
            row(out, row, random);
        }
        out.writeShort(-1);
        stream = bytes.toByteArray();
        packed = new byte[(int) Zstd.compressBound(stream.length)];
    }

    private static RowShape shape() {
        List<CopyField> fields = new ArrayList<>();
        field(fields, "id", Encoding.INT8);
        field(fields, "reference", Encoding.UUID);
        field(fields, "state", Encoding.TEXT);
        field(fields, "placed_at", Encoding.TIMESTAMPTZ);
        field(fields, "delivered_on", Encoding.DATE);
        field(fields, "total", Encoding.NUMERIC);
        field(fields, "weight", Encoding.FLOAT8);
        field(fields, "gift", Encoding.BOOL);
        field(fields, "shipping", Encoding.JSONB);
        field(fields, "note", Encoding.TEXT);
        List<Integer> all = IntStream.range(0, fields.size()).boxed().toList();
        return new RowShape(
                fields,
                new MessagePart(MessagePart.Kind.TEXT, List.of(0)),
                new MessagePart(MessagePart.Kind.OBJECT, all));
    }

    private static void field(List<CopyField> fields, String name, Encoding encoding) {
        fields.add(new CopyField(name, "a type", name, new Form(encoding, false)));
    }

    private static void row(DataOutputStream out, int row, Random random) throws IOException {
        out.writeShort(10);
        out.writeInt(8);
        out.writeLong(1_000_000L + row);
        out.writeInt(16);
        out.writeLong(random.nextLong());
        out.writeLong(random.nextLong());
        text(out, "delivered");
        out.writeInt(8);
        out.writeLong(800_000_000_000_000L + random.nextInt(1_000_000_000));
        out.writeInt(4);
        out.writeInt(9_000 + row % 500);
        // 1234.56: three digits of base 10,000, weight 0, positive, two decimals shown.
        out.writeInt(12);
        out.writeShort(2);
        out.writeShort(0);
        out.writeShort(0);
        out.writeShort(2);
        out.writeShort(1 + row);
        out.writeShort(5_600);
        out.writeInt(8);
        out.writeDouble(row / 17.0);
        out.writeInt(1);
        out.writeByte(row % 2);
        byte[] json = "{\"carrier\": \"PostNL\", \"parcels\": 1}".getBytes(StandardCharsets.UTF_8);
        out.writeInt(json.length + 1);
        out.writeByte(1);
        out.write(json);
        text(out, "If nobody is at home, please leave it with the neighbours at number " + row + ", they know about it.");
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Benchmark
    public void find(Blackhole hole) {
        feed(new CopyFrames((_, offset) -> hole.consume(offset)));
    }

    @Benchmark
    public void decode(Blackhole hole) {
        feed(new CopyFrames(new RowDecoder(shape, (key, value) -> hole.consume(value.length()))));
    }

    @Benchmark
    public void decodeAndSum(Blackhole hole) {
        Checksum sum = new Checksum();
        feed(new CopyFrames(new RowDecoder(shape, (key, value) -> {
            if (key != null) {
                sum.add(key.array(), key.length(), value.array(), value.length());
            }
        })));
        hole.consume(sum.rows());
    }

    @Benchmark
    public void decodeAndCopy(Blackhole hole) {
        feed(new CopyFrames(new RowDecoder(shape, (key, value) -> {
            hole.consume(key == null ? null : key.copy());
            hole.consume(value.copy());
        })));
    }

    @Benchmark
    public int packForTheStage() {
        return pack(FASTEST);
    }

    @Benchmark
    public int packAsUsual() {
        return pack(USUAL);
    }

    private int pack(int level) {
        try (ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(level).setChecksum(true)) {
            return zstd.compressByteArray(packed, 0, packed.length, stream, 0, stream.length);
        }
    }

    private void feed(CopyFrames frames) {
        frames.feed(stream, 0, stream.length);
    }
}
