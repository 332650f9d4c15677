package dev.tidemark.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** For each type of column, values as SQL literals, without their cast: ordinary ones and the most extreme there are. */
final class TypeSamples {
    private TypeSamples() {}

    private static final String ODD_TEXT =
            "E'quote \" back \\\\ slash / tab \\t line \\n return \\r bell \\x07 ü 漢 \\U0001F600'";

    static final Map<String, List<String>> BUILT_IN = builtIn();

    private static SequencedMap<String, List<String>> builtIn() {
        SequencedMap<String, List<String>> s = new LinkedHashMap<>();
        s.put("bool", List.of("'t'", "'f'"));
        s.put("int2", List.of("'-32768'", "'32767'", "'0'", "'-1'"));
        s.put("int4", List.of("'-2147483648'", "'2147483647'", "'0'", "'10'", "'99'", "'100'"));
        s.put("int8", List.of("'-9223372036854775808'", "'9223372036854775807'", "'0'", "'1000000000000000000'"));
        s.put("oid", List.of("'0'", "'4294967295'"));
        s.put(
                "float4",
                List.of(
                        "'1.1'",
                        "'NaN'",
                        "'Infinity'",
                        "'-Infinity'",
                        "'-0'",
                        "'3.4028235e38'",
                        "'1e-45'",
                        "'1.17549435e-38'",
                        "'16777216'",
                        "'33554432'",
                        "'1e10'",
                        "'0.00001'",
                        "'123456.78'"));
        s.put(
                "float8",
                List.of(
                        "'1.1'",
                        "'NaN'",
                        "'Infinity'",
                        "'-Infinity'",
                        "'-0'",
                        "'1.7976931348623157e308'",
                        "'5e-324'",
                        "'1e-323'",
                        "'2.2250738585072014e-308'",
                        "'9007199254740993'",
                        "'1e23'",
                        "'9.5e-3'",
                        "'1e15'",
                        "'1e16'",
                        "'0.1'",
                        "'1e-5'",
                        "'-123456789.123456789'"));
        s.put(
                "numeric",
                List.of(
                        "'0'",
                        "'-0.00'",
                        "'1.10'",
                        "'NaN'",
                        "'Infinity'",
                        "'-Infinity'",
                        "'10000'",
                        "'0.0001'",
                        "'0.00001000'",
                        "'-99999999.99990'",
                        "('1' || repeat('0', 999) || '.' || repeat('7', 1000))::numeric::text",
                        "repeat('9', 1000)",
                        "'0.' || repeat('0', 1500) || '123'",
                        "'1e1000'",
                        "'1e-1000'"));
        s.put("money", List.of("'-92233720368547758.08'", "'1234.5'", "'0'"));
        s.put("text", List.of(ODD_TEXT, "''", "E'\\u2028\\u2029\\x7f'", "repeat('long \"é\" ', 20000)"));
        s.put("varchar", List.of(ODD_TEXT, "''"));
        s.put("bpchar", List.of("'padded    '", "''"));
        s.put("\"char\"", List.of("'a'", "''", "E'\\\\377'", "'\"'"));
        s.put("name", List.of("'a name'", "''"));
        s.put("bytea", List.of("'\\x'", "'\\x00ff5c22'", "decode(repeat('ab', 5000), 'hex')::text"));
        s.put(
                "uuid",
                List.of(
                        "'00000000-0000-0000-0000-000000000000'",
                        "'ffffffff-ffff-ffff-ffff-ffffffffffff'",
                        "'0189abcd-ef01-7345-9789-abcdef012345'"));
        s.put(
                "date",
                List.of(
                        "'2026-11-23'",
                        "'infinity'",
                        "'-infinity'",
                        "'4713-01-01 BC'",
                        "'5874897-12-31'",
                        "'0044-03-15 BC'",
                        "'0001-12-31 BC'",
                        "'0001-01-01'",
                        "'2000-02-29'",
                        "'1900-02-28'",
                        "'9999-12-31'",
                        "'10000-01-01'"));
        s.put("time", List.of("'00:00'", "'24:00'", "'23:59:59.999999'", "'12:30:00.1'", "'01:02:03.000010'"));
        s.put("timetz", List.of("'00:00+15:59'", "'24:00-15:59'", "'12:30:00.1+05:30'"));
        s.put(
                "timestamp",
                List.of(
                        "'2026-11-23 14:02:00.184'",
                        "'infinity'",
                        "'-infinity'",
                        "'4713-01-01 00:00:00 BC'",
                        "'294276-12-31 23:59:59.999999'",
                        "'0044-03-15 12:00:00.5 BC'",
                        "'1969-12-31 23:59:59.9'"));
        s.put(
                "timestamptz",
                List.of(
                        "'2026-11-23 14:02:00.184+02'",
                        "'infinity'",
                        "'-infinity'",
                        "'4713-01-02 00:00:00+00 BC'",
                        "'294276-12-31 23:59:59.999999+00'",
                        "'0001-01-01 00:00:00+02'"));
        s.put("interval", List.of("'1 year 2 mons -3 days 04:05:06.7'", "'0'", "'-178000000 years'"));
        s.put(
                "json",
                List.of("'{\"a\": 1, \"a\": 1.10, \"\\u00e9\\n\": [1e5, null]}'", "' \"x\" '", "'null'", "'1.50'"));
        s.put(
                "jsonb",
                List.of(
                        "'{\"\": {\"\\u0001 \\\" \\\\ \": [1.10, -0.0, 1e5, true, null, \"\\ud83d\\ude00\"]}}'",
                        "'null'",
                        "'\"\"'",
                        "'[]'",
                        "'12345678901234567890.000'"));
        s.put("jsonpath", List.of("'$.a[*] ? (@ > 1)'"));
        s.put("xml", List.of("'<a b=\"c\">&lt;text&gt;</a>'"));
        s.put("bit(5)", List.of("'10101'"));
        s.put("varbit", List.of("''", "'1'", "repeat('10', 100)"));
        s.put("inet", List.of("'192.168.0.1'", "'10.0.0.0/8'", "'::ffff:1.2.3.4'", "'fe80::1/64'"));
        s.put("cidr", List.of("'10.0.0.0/8'", "'::/0'"));
        s.put("macaddr", List.of("'08:00:2b:01:02:03'"));
        s.put("macaddr8", List.of("'08:00:2b:01:02:03:04:05'"));
        s.put("point", List.of("'(1.5,-2)'", "'(Infinity,NaN)'"));
        s.put("line", List.of("'{1,2,3}'"));
        s.put("lseg", List.of("'[(0,0),(1,1)]'"));
        s.put("box", List.of("'(1,1),(0,0)'"));
        s.put("path", List.of("'((0,0),(1,1),(2,0))'", "'[(0,0)]'"));
        s.put("polygon", List.of("'((0,0),(1,1),(2,0))'"));
        s.put("circle", List.of("'<(0,0),1.5>'"));
        s.put("tsvector", List.of("'a:1A \"quo''ted\":2 ''sp ace'''", "''"));
        s.put("tsquery", List.of("'a & !b <-> c'"));
        // These four are in 11 and no more in 12.
        s.put("abstime", List.of("'2026-01-01 00:00+00'", "'infinity'"));
        s.put("reltime", List.of("'1 day'"));
        s.put("tinterval", List.of("'[\"2026-01-01\" \"2026-01-02\"]'"));
        s.put("smgr", List.of("'magnetic disk'"));
        s.put("int4range", List.of("'[1,10)'", "'empty'", "'(,)'"));
        s.put("int8range", List.of("'[1,10)'"));
        s.put("numrange", List.of("'[1.10,)'"));
        s.put("tsrange", List.of("'[2026-01-01,2026-01-02 03:04:05.6)'"));
        s.put("tstzrange", List.of("'[2026-01-01 00:00+02,infinity]'"));
        s.put("daterange", List.of("'[0044-03-15 BC,2026-01-01)'"));
        s.put("int4multirange", List.of("'{[1,3),[5,9)}'", "'{}'"));
        s.put("int8multirange", List.of("'{[1,3)}'"));
        s.put("nummultirange", List.of("'{[1.10,3.0]}'"));
        s.put("tsmultirange", List.of("'{[2026-01-01,2026-01-02)}'"));
        s.put("tstzmultirange", List.of("'{[2026-01-01,2026-01-02)}'"));
        s.put("datemultirange", List.of("'{[2026-01-01,2026-01-02)}'"));
        s.put("pg_lsn", List.of("'0/0'", "'FFFFFFFF/FFFFFFFF'"));
        s.put("txid_snapshot", List.of("'10:20:10,14'"));
        s.put("pg_snapshot", List.of("'10:20:10,14'"));
        s.put("xid", List.of("'4294967295'"));
        s.put("xid8", List.of("'18446744073709551615'"));
        s.put("cid", List.of("'1'"));
        s.put("tid", List.of("'(4294967295,65535)'"));
        s.put("int2vector", List.of("'1 2 3'", "''"));
        s.put("oidvector", List.of("'1 2 3'"));
        s.put("refcursor", List.of("'cursor'"));
        s.put("regclass", List.of("'pg_class'"));
        s.put("regtype", List.of("'integer'"));
        s.put("regproc", List.of("'now'"));
        s.put("regprocedure", List.of("'abs(integer)'"));
        s.put("regoper", List.of("'||/'"));
        s.put("regoperator", List.of("'+(integer,integer)'"));
        s.put("regrole", List.of("'pg_monitor'"));
        s.put("regnamespace", List.of("'pg_catalog'"));
        s.put("regconfig", List.of("'simple'"));
        s.put("regdictionary", List.of("'simple'"));
        s.put("regcollation", List.of("'\"C\"'"));
        s.put("regdatabase", List.of("'postgres'"));
        s.put("aclitem", List.of("'=r/pg_monitor'"));
        s.put("gtsvector", List.of());
        s.put("pg_node_tree", List.of());
        s.put("pg_ndistinct", List.of());
        s.put("pg_dependencies", List.of());
        s.put("pg_mcv_list", List.of());
        s.put("pg_brin_bloom_summary", List.of());
        s.put("pg_brin_minmax_multi_summary", List.of());
        return s;
    }

    /** Arrays of all sorts; the type is the one of the array. */
    static final Map<String, List<String>> ARRAYS = Map.ofEntries(
            Map.entry("bool[]", List.of("'{t,f,NULL}'")),
            Map.entry("int2[]", List.of("'{1,-2,NULL}'", "'{}'")),
            Map.entry(
                    "int4[]",
                    List.of("'{}'", "'{{1,2},{3,NULL}}'", "'[-5:-4][7:7]={{1},{2}}'", "'{{{1},{2}},{{3},{4}}}'")),
            Map.entry("int8[]", List.of("'{9223372036854775807}'")),
            Map.entry("float4[]", List.of("'{1.1,NaN,Infinity}'")),
            Map.entry("float8[]", List.of("'{1e23,-0,0.1}'")),
            Map.entry("numeric[]", List.of("'{1.10,NaN,-0.000}'")),
            Map.entry("text[]", List.of("E'{\"a \\\\\"quoted\\\\\" \\\\\\\\\",NULL,\"NULL\",\"\",ü}'")),
            Map.entry("varchar(9)[]", List.of("'{a,b}'")),
            Map.entry("char(3)[]", List.of("'{a,b}'")),
            Map.entry("\"char\"[]", List.of("'{a,b}'")),
            Map.entry("uuid[]", List.of("'{0189abcd-ef01-7345-9789-abcdef012345}'")),
            Map.entry("date[]", List.of("'{2026-01-01,infinity}'")),
            Map.entry("time[]", List.of("'{24:00,12:00:00.5}'")),
            Map.entry("timestamp[]", List.of("'{2026-01-01 01:02:03.4,-infinity}'")),
            Map.entry("timestamptz[]", List.of("'{2026-01-01 01:02:03.4+09}'")),
            Map.entry("interval[]", List.of("'{1 day,-1 mon}'")),
            Map.entry("bytea[]", List.of("E'{\"\\\\\\\\x00ff\",NULL}'")),
            Map.entry("json[]", List.of("array['{\"a\": 1, \"a\": 2}', NULL]::json[]::text")),
            Map.entry("jsonb[]", List.of("array['{\"a\": 1.10}', NULL]::jsonb[]::text")),
            Map.entry("oid[]", List.of("'{1,4294967295}'")),
            Map.entry("inet[]", List.of("'{10.0.0.1,10.0.0.0/8}'")),
            Map.entry("int4range[]", List.of("'{\"[1,2)\"}'")),
            Map.entry("point[]", List.of("'{\"(1,2)\"}'")));
}
