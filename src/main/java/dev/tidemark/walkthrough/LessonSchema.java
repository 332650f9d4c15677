package dev.tidemark.walkthrough;

import dev.tidemark.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schema in which one lesson takes place. While the lesson lives it holds an advisory lock on the schema's name, so
 * that what a crash left behind can be told from what is in use.
 *
 * @param control the connection that holds the lock
 * @param name the schema's
 */
record LessonSchema(Control control, String name) {
    private static final Logger LOG = LoggerFactory.getLogger(LessonSchema.class);
    private static final String PREFIX = "tidemark_lesson_";
    private static final String REMARK = "A lesson of a Tidemark walkthrough; to be dropped if none is open. Topics:";
    private static final Pattern TOPICS = Pattern.compile(Pattern.quote(REMARK) + "(.*)");

    /** What a table's trigger calls; notifications are given out when, and only if, their transaction commits. */
    private static final String PUBLISH = """
            CREATE FUNCTION %1$s.publish_change() RETURNS trigger LANGUAGE plpgsql AS $publish$
            DECLARE
              key_column text := TG_ARGV[0];
            BEGIN
              IF TG_OP = 'TRUNCATE' THEN
                PERFORM pg_notify('%1$s', json_build_object('key', TG_TABLE_NAME, 'truncated', true)::text);
              ELSIF TG_OP = 'DELETE' THEN
                PERFORM pg_notify('%1$s', json_build_object('key', to_jsonb(OLD) ->> key_column)::text);
              ELSE
                PERFORM pg_notify('%1$s', json_build_object('key', to_jsonb(NEW) ->> key_column,
                                                            'value', to_jsonb(NEW))::text);
              END IF;
              RETURN NULL;
            END
            $publish$
            """;

    /**
     * Makes the schema.
     *
     * @param tag four letters and digits that no other lesson has
     * @param topics to be deleted with the schema
     */
    static LessonSchema create(Control control, String tag, List<String> topics) {
        LessonSchema schema = new LessonSchema(control, PREFIX + tag);
        control.ask("SELECT pg_advisory_lock(hashtextextended('" + schema.name + "', 0))");
        control.ask("CREATE SCHEMA " + schema.name);
        control.ask("COMMENT ON SCHEMA " + schema.name + " IS '" + REMARK + " " + String.join(" ", topics) + "'");
        control.ask(PUBLISH.formatted(schema.name));
        control.ask("LISTEN " + schema.name);
        return schema;
    }

    /** Ends the sessions that go by this name, and drops the schema. */
    void drop(String sessionNames) {
        control.ask("""
                SELECT pg_terminate_backend(pid)
                FROM pg_stat_activity
                WHERE application_name LIKE '%s%%' AND pid <> pg_backend_pid()
                """.formatted(sessionNames));
        control.ask("DROP SCHEMA IF EXISTS " + name + " CASCADE");
        control.ask("SELECT pg_advisory_unlock(hashtextextended('" + name + "', 0))");
    }

    /** Drops what programs that died have left here; gives the topics that were theirs. */
    static List<String> sweep(Control control) {
        List<String> topics = new ArrayList<>();
        for (List<@Nullable String> row : control.ask("""
                SELECT nspname, coalesce(obj_description(oid, 'pg_namespace'), '')
                FROM pg_namespace
                WHERE nspname ~ '^%s[a-z0-9]{4}$' AND pg_has_role(nspowner, 'USAGE')
                """.formatted(PREFIX))) {
            String schema = String.valueOf(row.getFirst());
            if (dropIfLeft(control, schema)) {
                topics.addAll(topics(String.valueOf(row.getLast())));
            }
        }
        return topics;
    }

    private static boolean dropIfLeft(Control control, String schema) {
        String key = "(hashtextextended('" + schema + "', 0))";
        if (!"t".equals(control.value("SELECT pg_try_advisory_lock" + key))) {
            return false;
        }
        try {
            control.ask("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
            return true;
        } catch (ProblemException e) {
            LOG.info("The schema {} of an earlier lesson stays for now", schema, e);
            return false;
        } finally {
            control.ask("SELECT pg_advisory_unlock" + key);
        }
    }

    private static List<String> topics(String remark) {
        Matcher topics = TOPICS.matcher(remark);
        return topics.matches()
                ? Optional.of(topics.group(1).strip())
                        .filter(names -> !names.isEmpty())
                        .map(names -> List.of(names.split(" ", -1)))
                        .orElse(List.of())
                : List.of();
    }
}
