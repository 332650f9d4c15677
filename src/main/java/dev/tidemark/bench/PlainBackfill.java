package dev.tidemark.bench;

import dev.tidemark.plan.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A backfill as most people would write it first: one connection, a tree of JSON a row, a producer with its defaults. */
final class PlainBackfill {
    private static final int FETCH = 10_000;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final DatabaseAddress database;
    private final Map<String, Object> client;

    /**
     * @param database that needs no password
     * @param client the producer's settings: the cluster's address and no more
     */
    PlainBackfill(DatabaseAddress database, Map<String, Object> client) {
        this.database = database;
        this.client = client;
    }

    void run(BenchTable table) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                var producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
            connection.setAutoCommit(false);
            statement.setFetchSize(FETCH);
            try (ResultSet row =
                    statement.executeQuery("SELECT * FROM " + table.name().sql())) {
                while (row.next()) {
                    producer.send(new ProducerRecord<>(
                            BenchTable.TOPIC + ".plain", row.getString(1), MAPPER.writeValueAsBytes(tree(row))));
                }
            }
            producer.flush();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(database.host(), database.port(), database.database()),
                database.user(),
                "");
    }

    private static ObjectNode tree(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        ObjectNode json = MAPPER.createObjectNode();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnName(i);
            switch (columns.getColumnTypeName(i)) {
                case "int8" -> json.put(name, row.getLong(i));
                case "float8" -> json.put(name, row.getObject(i, Double.class));
                case "numeric" -> json.put(name, row.getBigDecimal(i));
                case "bool" -> json.put(name, row.getBoolean(i));
                case "jsonb" -> json.set(name, MAPPER.readTree(row.getString(i)));
                default -> json.put(name, row.getString(i));
            }
        }
        return json;
    }
}
