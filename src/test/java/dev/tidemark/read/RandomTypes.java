package dev.tidemark.read;

import dev.tidemark.plan.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Types that a server has, and types made of them: domains, enums, composites, ranges, and arrays of all. */
final class RandomTypes {
    /** Besides the types as they are. */
    private static final Map<String, String> WITH_LENGTHS = new TreeMap<>(Map.of(
            "char(7)", "text",
            "varchar(9)", "text",
            "numeric(20,5)", "numeric",
            "bit(5)", "varbit",
            "varbit(9)", "varbit",
            "timestamptz(0)", "timestamptz",
            "timestamp(4)", "timestamp",
            "time(2)", "time",
            "interval(3)", "interval",
            "interval day to second", "interval"));

    private static final List<String> COMPARABLE = List.of(
            "int4", "int8", "text", "uuid", "numeric", "date", "timestamptz", "bytea", "bool", "char(7)", "inet");

    private static final List<String> RANGED = List.of("text", "float8", "timetz", "uuid", "inet", "int8");

    /** @param value gives an SQL expression of this type, which the server may refuse; never NULL at its top */
    record Type(String sql, Supplier<String> value) {}

    private final Random random;
    private final RandomNames names;
    private final String schema;
    private final List<Type> types = new ArrayList<>();
    private final List<Type> comparable = new ArrayList<>();

    /** @param known what the server has of {@link TypeSamples} */
    RandomTypes(Random random, RandomNames names, String schema, List<String> known) {
        this.random = random;
        this.names = names;
        this.schema = schema;
        known.forEach(name -> types.add(new Type(name, () -> builtIn(name))));
        WITH_LENGTHS.forEach((name, base) -> types.add(new Type(name, () -> builtIn(base) + "::" + name)));
        types.stream().filter(t -> COMPARABLE.contains(t.sql())).forEach(comparable::add);
    }

    static List<String> known(ReadFixture database) throws SQLException {
        String all = TypeSamples.BUILT_IN.keySet().stream()
                .map(name -> "'" + name.replace("'", "''") + "'")
                .collect(Collectors.joining(", "));
        return database.texts("SELECT t FROM unnest(ARRAY[" + all + "]) AS t WHERE to_regtype(t) IS NOT NULL");
    }

    private String builtIn(String name) {
        return random.nextInt(3) > 0
                ? sample(name)
                : switch (name) {
                    case "int4" -> "(" + (random.nextInt() >> random.nextInt(31)) + ")::int4";
                    case "int8" -> "(" + (random.nextLong() >> random.nextInt(63)) + ")::int8";
                    case "float8" -> "'" + RandomValues.anyDouble(random) + "'::float8";
                    case "float4" -> "'" + RandomValues.anyFloat(random) + "'::float4";
                    case "numeric" -> RandomValues.anyNumeric(random) + "::numeric";
                    case "text", "varchar", "bpchar", "name" -> names.literal(40) + "::" + name;
                    case "json", "jsonb" ->
                        "json_build_object(" + names.literal(9) + ", " + names.literal(9) + ")::" + name;
                    default -> sample(name);
                };
    }

    private String sample(String name) {
        List<String> samples = TypeSamples.BUILT_IN.getOrDefault(name, List.of());
        // Some types take no text.
        return samples.isEmpty()
                ? "NULL::" + name
                : "(" + samples.get(random.nextInt(samples.size())) + ")::text::" + name;
    }

    Type any() {
        return maybeArray(types.get(random.nextInt(types.size())));
    }

    /** One that a primary key can have. */
    Type key() {
        return comparable.get(random.nextInt(comparable.size()));
    }

    String valueOrNull(Type type) {
        return random.nextInt(5) == 0 ? "NULL" : type.value().get();
    }

    private Type maybeArray(Type of) {
        List<String> samples = TypeSamples.BUILT_IN.get(of.sql());
        // Types that take no text have no arrays either, nor has one that was there up to 11.
        boolean none = of.sql().equals("smgr") || samples != null && samples.isEmpty();
        return none || random.nextInt(4) > 0 ? of : array(of);
    }

    private Type array(Type of) {
        String sql = of.sql() + "[]";
        return new Type(sql, () -> {
            int rows = random.nextInt(3);
            int columns = random.nextInt(4);
            if (rows == 0 || columns == 0) {
                return "'{}'::" + sql;
            }
            String value = IntStream.range(0, rows)
                    .mapToObj(_ -> elements(of, columns))
                    .collect(Collectors.joining(", ", "ARRAY[", "]::" + sql));
            return random.nextInt(3) > 0
                    ? value
                    : "('[" + -rows + ":-1][3:" + (columns + 2) + "]=' || (" + value + ")::text)::" + sql;
        });
    }

    private String elements(Type of, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> valueOrNull(of))
                .collect(Collectors.joining(", ", "ARRAY[", "]::" + of.sql() + "[]"));
    }

    /** Makes one more type. Gives its DDL; the server may refuse it. */
    Map.Entry<String, Type> another() {
        String name = schema + "." + TableName.quote(names.name());
        return switch (random.nextInt(4)) {
            case 0 -> {
                Type base = any();
                yield Map.entry(
                        "CREATE DOMAIN " + name + " AS " + base.sql(),
                        new Type(name, () -> base.value().get() + "::" + name));
            }
            case 1 -> {
                List<String> labels = IntStream.rangeClosed(0, random.nextInt(4))
                        .mapToObj(_ -> "'" + names.name().replace("'", "''") + "'")
                        .distinct()
                        .toList();
                yield Map.entry(
                        "CREATE TYPE " + name + " AS ENUM (" + String.join(", ", labels) + ")",
                        new Type(name, () -> labels.get(random.nextInt(labels.size())) + "::" + name));
            }
            case 2 -> {
                List<Type> parts = IntStream.range(0, random.nextInt(4))
                        .mapToObj(_ -> any())
                        .toList();
                yield Map.entry(
                        "CREATE TYPE " + name + " AS ("
                                + parts.stream()
                                        .map(part -> TableName.quote(names.name()) + " " + part.sql())
                                        .collect(Collectors.joining(", "))
                                + ")",
                        new Type(
                                name,
                                () -> "ROW("
                                        + parts.stream().map(this::valueOrNull).collect(Collectors.joining(", "))
                                        + ")::" + name));
            }
            default -> {
                String subtype = RANGED.get(random.nextInt(RANGED.size()));
                yield Map.entry("CREATE TYPE " + name + " AS RANGE (subtype = " + subtype + ")", new Type(name, () -> {
                    String[] ends = {builtIn(subtype), builtIn(subtype)};
                    return Arrays.stream(ends).collect(Collectors.joining(", ", name + "(least(", "), "))
                            + Arrays.stream(ends).collect(Collectors.joining(", ", "greatest(", "))"));
                }));
            }
        };
    }

    void add(Type type) {
        types.add(type);
        // So that it is taken about as often as all others together.
        for (int i = 0; i < 10; i++) {
            types.add(type);
        }
    }
}
