package dev.tidemark.read;

import dev.tidemark.plan.KeyPlan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.plan.TablePlan.Inherited;
import dev.tidemark.sandbox.PostgresVersion;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** A schema with types, tables and rows that nobody thought of, always the same from the same seed. */
final class RandomSchema {
    private static final int MOST_ROWS = 60;

    private final ReadFixture database;
    private final PostgresVersion version;
    private final Random random;
    private final RandomNames names;
    private final RandomTypes types;
    private final String schema;
    /** What was made, and is told when something is wrong with it. */
    private final List<String> script = new ArrayList<>();

    private final List<TablePlan> plans = new ArrayList<>();
    private int rows;

    /** A column of a table. */
    private record Column(String name, RandomTypes.Type type) {
        String sql() {
            return TableName.quote(name) + " " + type.sql();
        }
    }

    private RandomSchema(ReadFixture database, PostgresVersion version, long seed, boolean latin1) throws SQLException {
        this.database = database;
        this.version = version;
        this.random = new Random(seed);
        this.names = new RandomNames(random, latin1);
        this.schema = TableName.quote(names.name());
        this.types = new RandomTypes(random, names, schema, RandomTypes.known(database));
    }

    static RandomSchema make(ReadFixture database, PostgresVersion version, long seed, boolean latin1)
            throws SQLException {
        RandomSchema made = new RandomSchema(database, version, seed, latin1);
        made.must("CREATE SCHEMA " + made.schema);
        for (int i = made.random.nextInt(6); i > 0; i--) {
            Map.Entry<String, RandomTypes.Type> type = made.types.another();
            if (made.may(type.getKey())) {
                made.types.add(type.getValue());
            }
        }
        for (int i = made.random.nextInt(1, 4); i > 0; i--) {
            made.table();
        }
        return made;
    }

    List<TablePlan> plans() {
        return plans;
    }

    int rows() {
        return rows;
    }

    void drop() throws SQLException {
        database.execute("DROP SCHEMA " + schema + " CASCADE");
    }

    @Override
    public String toString() {
        return String.join(";\n", script);
    }

    private void must(String sql) throws SQLException {
        script.add(sql);
        try {
            database.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(this + "\n" + e.getMessage(), e);
        }
    }

    /** What the server doesn't take is no schema. */
    private boolean may(String sql) {
        try {
            database.execute(sql);
            script.add(sql);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private void table() throws SQLException {
        TableName name = new TableName(unquoted(schema), names.name());
        switch (random.nextInt(6)) {
            case 0 -> partitioned(name);
            case 1 -> inherited(name);
            case 2 -> {
                must("CREATE TABLE " + name.sql() + " ()");
                if (random.nextBoolean()) {
                    fill(name, List.of());
                    plan(name, new KeyPlan.None());
                }
                List<Column> columns = columns(3);
                for (Column column : columns) {
                    must("ALTER TABLE " + name.sql() + " ADD COLUMN " + column.sql());
                }
                fill(name, columns);
                plan(name, new KeyPlan.None());
            }
            default -> ordinary(name);
        }
    }

    private void ordinary(TableName name) throws SQLException {
        List<Column> keys = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            keys.add(new Column(names.name(), types.key()));
        }
        List<Column> columns = new ArrayList<>(columns(12));
        Column gone = new Column(names.name(), types.any());
        columns.addAll(keys);
        columns.add(gone);
        Collections.shuffle(columns, random);
        String key = keys.isEmpty() ? "" : ", PRIMARY KEY (" + quoted(keys) + ")";
        must("CREATE TABLE " + name.sql() + " (" + sql(columns) + key + ")");
        fill(name, columns);
        must("ALTER TABLE " + name.sql() + " DROP COLUMN " + TableName.quote(gone.name()));
        columns.remove(gone);
        Column late = new Column(names.name(), types.any());
        if (may("ALTER TABLE " + name.sql() + " ADD COLUMN " + late.sql() + " DEFAULT "
                + late.type().value().get())) {
            columns.add(late);
        }
        if (version.isAtLeast(12)) {
            may("ALTER TABLE " + name.sql() + " ADD COLUMN " + TableName.quote(names.name())
                    + " text GENERATED ALWAYS AS ('x' || 'y') STORED");
        }
        fill(name, columns);
        may("DELETE FROM " + name.sql() + " WHERE ctid::text LIKE '%3)'");
        plan(
                name,
                switch (keys.size()) {
                    case 0 -> new KeyPlan.None();
                    case 1 ->
                        random.nextBoolean()
                                ? new KeyPlan.PrimaryKey()
                                : new KeyPlan.Text(keys.getFirst().name());
                    default -> new KeyPlan.Json(keys.stream().map(Column::name).toList());
                });
    }

    private void partitioned(TableName name) throws SQLException {
        Column by = new Column(names.name(), new RandomTypes.Type("int4", () -> Integer.toString(random.nextInt(4))));
        List<Column> columns = new ArrayList<>(columns(6));
        columns.add(by);
        must("CREATE TABLE " + name.sql() + " (" + sql(columns) + ") PARTITION BY LIST (" + TableName.quote(by.name())
                + ")");
        List<Column> shuffled = new ArrayList<>(columns);
        Column gone = new Column(names.name(), types.any());
        shuffled.add(gone);
        Collections.shuffle(shuffled, random);
        String partition = sub(name);
        must("CREATE TABLE " + partition + " (" + sql(shuffled) + ")");
        must("ALTER TABLE " + partition + " DROP COLUMN " + TableName.quote(gone.name()));
        must("ALTER TABLE " + name.sql() + " ATTACH PARTITION " + partition + " FOR VALUES IN (1, 3)");
        must("CREATE TABLE " + sub(name) + " PARTITION OF " + name.sql() + " DEFAULT");
        fill(name, columns);
        plan(name, new KeyPlan.None());
    }

    private void inherited(TableName name) throws SQLException {
        List<Column> columns = columns(5);
        must("CREATE TABLE " + name.sql() + " (" + sql(columns) + ")");
        TableName heir = new TableName(name.schema(), names.name());
        List<Column> own = columns(3);
        must("CREATE TABLE " + heir.sql() + " (" + sql(own) + ") INHERITS (" + name.sql() + ")");
        fill(name, columns);
        List<Column> all = new ArrayList<>(columns);
        all.addAll(own);
        fill(heir, all);
        plan(name, new KeyPlan.None());
        plan(heir, new KeyPlan.None());
    }

    private void fill(TableName name, List<Column> columns) {
        for (int i = random.nextInt(MOST_ROWS); i > 0; i--) {
            List<Column> some =
                    columns.stream().filter(_ -> random.nextInt(6) > 0).toList();
            String values = some.stream().map(c -> types.valueOrNull(c.type())).collect(Collectors.joining(", "));
            if (may("INSERT INTO " + name.sql()
                    + (some.isEmpty() ? " DEFAULT VALUES" : " (" + quoted(some) + ") VALUES (" + values + ")"))) {
                rows++;
            }
        }
    }

    private void plan(TableName name, KeyPlan key) {
        TablePlan whole = TablePlan.whole(name, "events");
        plans.add(new TablePlan(
                        name,
                        whole.eventTopic(),
                        whole.rowsTopic(),
                        whole.columns(),
                        whole.filter(),
                        key,
                        whole.value())
                .withInherited(random.nextInt(4) == 0 ? Inherited.ONLY : Inherited.ALL));
    }

    private List<Column> columns(int most) {
        List<Column> columns = new ArrayList<>();
        for (int i = random.nextInt(most) + 1; i > 0; i--) {
            columns.add(new Column(names.name(), types.any()));
        }
        return columns;
    }

    private String sub(TableName name) {
        return new TableName(name.schema(), names.name()).sql();
    }

    private static String sql(List<Column> columns) {
        return columns.stream().map(Column::sql).collect(Collectors.joining(", "));
    }

    private static String quoted(List<Column> columns) {
        return columns.stream().map(c -> TableName.quote(c.name())).collect(Collectors.joining(", "));
    }

    private static String unquoted(String name) {
        return name.substring(1, name.length() - 1).replace("\"\"", "\"");
    }
}
