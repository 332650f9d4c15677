package dev.tidemark.plan;

import dev.tidemark.problem.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where the database is and who connects; never the password.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param database the database's name
 * @param user the role that connects
 * @param options further connection parameters by their pgjdbc names, such as {@code sslmode}
 */
public record DatabaseAddress(String host, int port, String database, String user, Map<String, String> options) {
    public static final int DEFAULT_PORT = 5432;
    private static final Pattern PASSWORD = Pattern.compile("//[^/@?]*:[^@?]*@|[?&](?:ssl)?password=");

    public DatabaseAddress {
        options = Map.copyOf(options);
    }

    /**
     * Reads {@code postgresql://user@host:5432/database?sslmode=verify-full}, the same with {@code postgres:}
     * or {@code jdbc:postgresql:}. A password in it is ignored: see the connection settings for where it comes from.
     * Throws a ProblemException if it is none of these.
     */
    public static DatabaseAddress parse(String url) {
        String text = url.strip().replaceFirst("^jdbc:", "");
        try {
            URI uri = new URI(text);
            if (uri.getHost() == null
                    || !("postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme()))) {
                throw unreadable(url).asException();
            }
            Map<String, String> options = query(uri.getRawQuery() == null ? "" : uri.getRawQuery());
            String login = uri.getUserInfo() == null ? options.getOrDefault("user", "") : uri.getUserInfo();
            String user = login.contains(":") ? login.substring(0, login.indexOf(':')) : login;
            options.remove("user");
            options.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).contains("password"));
            String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
            String owner = user.isEmpty() ? System.getProperty("user.name", "postgres") : user;
            return new DatabaseAddress(
                    uri.getHost(),
                    uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                    path.isEmpty() ? owner : path,
                    owner,
                    options);
        } catch (URISyntaxException e) {
            // Not its cause: that repeats the address, with any password that is in it.
            throw unreadable(url).asException();
        }
    }

    /** Whether somebody wrote a password into the address, behind the user's name or as a parameter. */
    public static boolean hasPassword(String url) {
        return PASSWORD.matcher(url).find();
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                options.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return options;
    }

    private static Problem unreadable(String url) {
        return Problem.of(
                "database-url",
                "The database address cannot be read.",
                "“" + withoutSecrets(url) + "” is not a PostgreSQL URL.",
                "Write it as postgresql://user@host:5432/database.");
    }

    private static String withoutSecrets(String url) {
        return url.replaceFirst("(?s)//.*@", "//••••@").replaceAll("(?i)(password=)[^&]*", "$1••••");
    }

    /** Short, for people: {@code shop@db-prod:5432}. */
    public String label() {
        return database + "@" + host + ":" + port;
    }

    /** As {@link #parse} reads it. */
    public String url() {
        StringBuilder url =
                new StringBuilder("postgresql://" + encode(user) + "@" + host + ":" + port + "/" + encode(database));
        String separator = "?";
        for (Map.Entry<String, String> option : new TreeMap<>(options).entrySet()) {
            url.append(separator)
                    .append(option.getKey())
                    .append('=')
                    .append(encode(option.getValue()).replace("%2F", "/"));
            separator = "&";
        }
        return url.toString();
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
