package dev.tidemark.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Looks up what views are made of, as far as the catalog knows: the system's own tables and functions are not in it. Whose
 * privileges count beneath a view is told in the documentation of CREATE VIEW; LOCK follows the same rule.
 */
public final class ViewParts {
    /** From here on any privilege on a table lets a role take ACCESS SHARE, before it has to be SELECT on the whole. */
    private static final int GUARD_BY_ANY = 16;

    private static final String PARTS = """
            WITH RECURSIVE views (root, oid) AS (
                SELECT oid::bigint, oid
                FROM pg_class
                WHERE oid = ANY (?::oid[]) AND relkind = 'v'
                UNION
                SELECT root, child
                FROM views
                CROSS JOIN LATERAL %1$s AS beneath
                JOIN pg_class c ON c.oid = child AND c.relkind = 'v'
            ),
            named AS (
                SELECT root,
                       v.oid,
                       CASE WHEN EXISTS (
                                SELECT
                                FROM pg_options_to_table(v.reloptions)
                                WHERE option_name = 'security_invoker' AND option_value::boolean
                            )
                            THEN (SELECT oid FROM pg_roles WHERE rolname = current_user)
                            ELSE v.relowner
                       END AS role
                FROM views
                JOIN pg_class v ON v.oid = views.oid
            )
            SELECT root,
                   n.nspname || '.' || c.relname AS name,
                   c.relkind::text,
                   r.rolname,
                   has_table_privilege(r.oid, c.oid, 'UPDATE, DELETE, TRUNCATE%2$s'),
                   has_table_privilege(r.oid, c.oid, 'SELECT') OR %3$s,
                   c.relrowsecurity
                       AND NOT r.rolsuper
                       AND NOT r.rolbypassrls
                       AND (c.relforcerowsecurity OR NOT pg_has_role(r.oid, c.relowner, 'USAGE'))
            FROM named
            CROSS JOIN LATERAL %4$s AS beneath
            JOIN pg_class c ON c.oid = child AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_roles r ON r.oid = named.role
            UNION
            SELECT root, n.nspname || '.' || p.proname || '()', 'x', '', true, true, false
            FROM named
            JOIN pg_rewrite w ON w.ev_class = named.oid
            JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
            JOIN pg_proc p ON d.refclassid = 'pg_proc'::regclass AND p.oid = d.refobjid AND p.provolatile <> 'i'
            JOIN pg_namespace n ON n.oid = p.pronamespace
            ORDER BY root, name
            """;

    private final WatchPool pool;

    public ViewParts(WatchPool pool) {
        this.pool = pool;
    }

    /** Of those among the oids that are views'. Throws a ProblemException. */
    public List<ViewPart> of(Collection<Long> oids) {
        return pool.ask(connection -> {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            String sql = PARTS.formatted(
                    Beneath.ofView("views.oid"),
                    version >= Privileges.MAINTAIN_SINCE ? ", MAINTAIN" : "",
                    version >= GUARD_BY_ANY ? "has_any_column_privilege(r.oid, c.oid, 'SELECT')" : "false",
                    Beneath.ofView("named.oid"));
            List<ViewPart> parts = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setArray(1, connection.createArrayOf("int8", oids.toArray()));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        parts.add(part(row));
                    }
                }
            }
            return parts;
        });
    }

    private static ViewPart part(ResultSet row) throws SQLException {
        return new ViewPart(
                row.getLong(1),
                row.getString(2),
                kind(row.getString(3)),
                row.getString(4),
                row.getBoolean(5),
                row.getBoolean(6),
                row.getBoolean(7));
    }

    private static ViewPart.Kind kind(String kind) {
        return switch (kind) {
            case "v" -> ViewPart.Kind.VIEW;
            case "m" -> ViewPart.Kind.MATERIALIZED_VIEW;
            case "f" -> ViewPart.Kind.FOREIGN_TABLE;
            case "x" -> ViewPart.Kind.FUNCTION;
            default -> ViewPart.Kind.TABLE;
        };
    }
}
