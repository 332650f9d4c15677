package dev.tidemark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows are found whatever the pieces are that the stream comes in. */
class CopyFramesTest {
    private static final List<String> ROWS = List.of("a:b", "::null", "", "x", "long text:ü");

    @Test
    void rowsAreFoundHoweverTheStreamIsCut() throws IOException {
        byte[] stream = stream(5);
        for (int piece = 1; piece <= stream.length; piece++) {
            List<String> found = new ArrayList<>();
            CopyFrames frames = new CopyFrames((data, offset) -> found.add(text(data, offset)));
            for (int at = 0; at < stream.length; at += piece) {
                frames.feed(stream, at, Math.min(piece, stream.length - at));
            }
            assertThat(found).as("pieces of %d bytes", piece).isEqualTo(ROWS);
            assertThat(frames.ended()).isTrue();
            assertThat(frames.count()).isEqualTo(ROWS.size());
        }
    }

    @Test
    void streamThatStopsEarlyIsNotEnded() throws IOException {
        byte[] stream = stream(0);
        CopyFrames frames = new CopyFrames((data, offset) -> {});
        frames.feed(stream, 0, stream.length - 2);
        assertThat(frames.ended()).isFalse();
    }

    @Test
    void somethingElseIsRefused() {
        byte[] text = "1\tone\n2\ttwo\n and some more lines of text".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> new CopyFrames((data, offset) -> {}).feed(text, 0, text.length))
                .isInstanceOf(BrokenStreamException.class);
    }

    private static byte[] stream(int extension) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[] {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0});
        out.writeInt(0);
        out.writeInt(extension);
        out.write(new byte[extension]);
        for (String row : ROWS) {
            String[] fields = row.isEmpty() ? new String[0] : row.split(":", -1);
            out.writeShort(fields.length);
            for (String field : fields) {
                if (field.equals("null")) {
                    out.writeInt(-1);
                } else {
                    byte[] value = field.getBytes(StandardCharsets.UTF_8);
                    out.writeInt(value.length);
                    out.write(value);
                }
            }
        }
        out.writeShort(-1);
        return bytes.toByteArray();
    }

    private static String text(byte[] data, int offset) {
        List<String> fields = new ArrayList<>();
        int at = offset + 2;
        for (int i = BigEndian.int2(data, offset); i > 0; i--) {
            int length = BigEndian.int4(data, at);
            at += 4;
            fields.add(length < 0 ? "null" : new String(data, at, length, StandardCharsets.UTF_8));
            at += Math.max(0, length);
        }
        return String.join(":", fields);
    }
}
