package dev.tidemark.read;

import dev.tidemark.journal.OwnerOnly;
import dev.tidemark.plan.TablePlan;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The file that says what a staged table's other files hold. Without it the table isn't staged. */
final class Manifest {
    static final String FILE = "manifest.json";
    private static final int VERSION = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Manifest() {}

    /** On the disk when it returns, under its name only as a whole. Gives where. */
    static Path write(Path folder, StagedTable table) throws IOException {
        ObjectNode json = MAPPER.createObjectNode()
                .put("tidemark", VERSION)
                .put("table", table.plan().table().toString())
                .put("rows", table.rows())
                .put("rowsInSnapshot", table.rowsInSnapshot())
                .put("bytes", table.bytes())
                .put("checksum", table.checksum());
        ArrayNode fields = json.putArray("fields");
        table.shape()
                .fields()
                .forEach(f -> fields.addObject()
                        .put("name", f.name())
                        .put("type", f.type())
                        .put("sql", f.sql())
                        .put("form", f.form().toString()));
        part(json.putObject("key"), table.shape().key());
        part(json.putObject("value"), table.shape().value());
        json.putObject("frame")
                .put("before", table.shape().frame().before())
                .put("after", table.shape().frame().after());
        ArrayNode chunks = json.putArray("chunks");
        table.chunks()
                .forEach(c -> chunks.addObject()
                        .put("file", c.file().getFileName().toString())
                        .put("number", c.number())
                        .put("rows", c.rows())
                        .put("bytes", c.bytes())
                        .put("checksum", c.checksum()));
        Path unfinished = folder.resolve(FILE + ".part");
        Files.deleteIfExists(unfinished);
        OwnerOnly.createFile(unfinished);
        Files.write(unfinished, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return Files.move(unfinished, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void part(ObjectNode json, MessagePart part) {
        ArrayNode fields = json.put("kind", part.kind().name()).putArray("fields");
        part.fields().forEach(fields::add);
    }

    static StagedTable read(Path folder, TablePlan plan) {
        Path file = folder.resolve(FILE);
        try {
            JsonNode json = MAPPER.readTree(Files.readAllBytes(file));
            if (json.path("tidemark").asInt(0) != VERSION
                    || !json.path("table").asString("").equals(plan.table().toString())) {
                throw ReadProblems.damaged(
                                file, "It is not the manifest of " + plan.table() + " in a version known here.")
                        .asException();
            }
            List<CopyField> fields = new ArrayList<>();
            json.path("fields")
                    .forEach(f -> fields.add(new CopyField(
                            f.path("name").asString(),
                            f.path("type").asString(),
                            f.path("sql").asString(),
                            Form.parse(f.path("form").asString()))));
            JsonNode frame = json.path("frame");
            RowShape shape = new RowShape(fields, part(json.path("key")), part(json.path("value")))
                    .in(new ValueFrame(
                            frame.path("before").asString(""),
                            frame.path("after").asString("")));
            List<StagedChunk> chunks = new ArrayList<>();
            json.path("chunks")
                    .forEach(c -> chunks.add(new StagedChunk(
                            c.path("number").asInt(),
                            folder.resolve(c.path("file").asString()),
                            shape,
                            c.path("rows").asLong(),
                            c.path("bytes").asLong(),
                            c.path("checksum").asString())));
            return new StagedTable(
                    plan, shape, chunks, json.path("rowsInSnapshot").asLong());
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw ReadProblems.damaged(file, String.valueOf(e.getMessage())).asException(e);
        }
    }

    private static MessagePart part(JsonNode json) {
        List<Integer> fields = new ArrayList<>();
        json.path("fields").forEach(f -> fields.add(f.asInt()));
        return new MessagePart(MessagePart.Kind.valueOf(json.path("kind").asString()), fields);
    }
}
