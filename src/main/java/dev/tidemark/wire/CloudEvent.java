package dev.tidemark.wire;

import dev.tidemark.plan.TableName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What makes a table's rows CloudEvents in binary mode: headers, while key and value stay as they are (CloudEvents 1.0.2 and
 * its Kafka protocol binding, section 3.2).
 *
 * @param source {@code /tidemark/<database>/<schema>/<table>}, each part percent-encoded
 * @param time when the rows were so, {@code 2026-11-23T14:02:00.184Z}
 */
public record CloudEvent(String source, String time) {
    /** Of every row. */
    public static final String TYPE = "dev.tidemark.row";

    /** Always three digits of the second, so that every run's headers are of one length. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    public static CloudEvent of(String database, TableName table, Instant at) {
        return new CloudEvent(
                "/tidemark/" + encoded(database) + "/" + encoded(table.schema()) + "/" + encoded(table.name()),
                TIME.format(at));
    }

    private static String encoded(String part) {
        // The encoder is made for forms, in which a space is a plus sign.
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The headers that all rows have alike: all but {@code ce_id}. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        headers.put("ce_specversion", "1.0");
        headers.put("ce_source", source);
        headers.put("ce_type", TYPE);
        headers.put("ce_time", time);
        return headers;
    }

    /**
     * A row's {@code ce_id}, which no other row of the source has: a chunk is in the log once.
     *
     * @param chunk its number within the table
     * @param row its place in the chunk, from 0
     */
    public static String id(RunId run, int chunk, long row) {
        return run + "-" + chunk + "-" + row;
    }
}
