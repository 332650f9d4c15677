package dev.tidemark.postgres;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Secret;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a psql user's computer already knows about connecting: the {@code PG*} variables, {@code ~/.pgpass} and
 * {@code pg_service.conf}. What is typed wins over a service, a service over a variable, as in libpq.
 */
public final class ConnectionSettings {
    /** Parameters that are an address's own fields, or must not be in it. */
    private static final Set<String> NOT_OPTIONS =
            Set.of("host", "hostaddr", "port", "dbname", "user", "password", "passfile");

    private final Map<String, String> environment;
    private final Path home;
    private final String systemUser;

    /**
     * @param environment the process's environment variables
     * @param home the user's home folder
     * @param systemUser the user's name in the operating system, the default role
     */
    public ConnectionSettings(Map<String, String> environment, Path home, String systemUser) {
        this.environment = Map.copyOf(environment);
        this.home = home;
        this.systemUser = systemUser;
    }

    public static ConnectionSettings ofThisUser() {
        return new ConnectionSettings(
                System.getenv(), Path.of(System.getProperty("user.home", "")), System.getProperty("user.name", ""));
    }

    /** How to log in there: with the typed password, else the variable's, else the password file's. */
    public Login login(DatabaseAddress address, Optional<Secret> typed) {
        DatabaseAddress driven = new DatabaseAddress(
                address.host(),
                address.port(),
                address.database(),
                address.user(),
                LibpqNames.forDriver(address.options()));
        return new Login(driven, typed.or(() -> known(address)));
    }

    private Optional<Secret> known(DatabaseAddress address) {
        try {
            Map<String, String> parameters = parameters(variable("PGSERVICE"));
            String password = parameters.getOrDefault("password", "");
            if (!password.isEmpty()) {
                return Optional.of(new Secret(password));
            }
            PasswordFile file = passwordFile(parameters);
            // The driver would look into the file itself and not mind who else can read it; an empty password stops it.
            return file.ignored().isPresent() ? Optional.of(new Secret("")) : file.password(address);
        } catch (IOException e) {
            throw unreadable(e).asException(e);
        }
    }

    /** Why a password file that is there is not used; for a hint beside a login that failed. */
    public Optional<Problem> passwordFileIgnored() {
        try {
            return passwordFile(parameters(variable("PGSERVICE"))).ignored();
        } catch (IOException e) {
            return Optional.of(unreadable(e));
        }
    }

    /** Where psql would connect if it were started without arguments. */
    public DatabaseAddress defaults() {
        return address(parametersOrThrow(variable("PGSERVICE")));
    }

    /** Where {@code psql service=NAME} would connect. Throws a ProblemException if there is no such service. */
    public DatabaseAddress service(String name) {
        return address(parametersOrThrow(Optional.of(name)));
    }

    /** The names of all services, in their files' order. */
    public List<String> services() {
        try {
            return List.copyOf(allServices().keySet());
        } catch (IOException e) {
            throw unreadable(e).asException(e);
        }
    }

    private DatabaseAddress address(Map<String, String> parameters) {
        String host = parameters.getOrDefault("host", parameters.getOrDefault("hostaddr", "localhost"));
        String user = parameters.getOrDefault("user", systemUser);
        Map<String, String> options = new LinkedHashMap<>(parameters);
        options.keySet().removeAll(NOT_OPTIONS);
        return new DatabaseAddress(
                // A folder is a Unix socket's, which Java's driver can't use; the same server most likely has a port.
                host.startsWith("/") || host.startsWith("@") ? "localhost" : host,
                port(parameters.getOrDefault("port", "")),
                parameters.getOrDefault("dbname", user),
                user,
                options);
    }

    private static int port(String text) {
        if (text.isEmpty()) {
            return DatabaseAddress.DEFAULT_PORT;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Problem.of(
                            "database-port",
                            "The database's port cannot be read.",
                            "“" + text + "” is not a number; it comes from PGPORT or from pg_service.conf.",
                            "Correct it there, or type the address.")
                    .asException(e);
        }
    }

    private Map<String, String> parametersOrThrow(Optional<String> service) {
        try {
            return parameters(service);
        } catch (IOException e) {
            throw unreadable(e).asException(e);
        }
    }

    /** The variables' parameters, and over them the service's. */
    private Map<String, String> parameters(Optional<String> service) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        LibpqNames.BY_VARIABLE.forEach(
                (name, parameter) -> variable(name).ifPresent(v -> parameters.put(parameter, v)));
        if (service.isPresent()) {
            Map<String, String> ofService = allServices().get(service.get());
            if (ofService == null) {
                throw Problem.of(
                                "unknown-service",
                                "There is no service “" + service.get() + "”.",
                                "It is in none of " + serviceFiles() + ".",
                                "Add it there, or correct PGSERVICE.")
                        .asException();
            }
            parameters.putAll(ofService);
        }
        return parameters;
    }

    private Map<String, Map<String, String>> allServices() throws IOException {
        Map<String, Map<String, String>> services = new LinkedHashMap<>();
        for (Path file : serviceFiles()) {
            new ServiceFile(file).services().forEach(services::putIfAbsent);
        }
        return services;
    }

    private List<Path> serviceFiles() {
        List<Path> files = new ArrayList<>();
        files.add(variable("PGSERVICEFILE").map(Path::of).orElse(userFolder(".pg_service.conf", ".pg_service.conf")));
        variable("PGSYSCONFDIR").ifPresent(folder -> files.add(Path.of(folder, "pg_service.conf")));
        return files;
    }

    private PasswordFile passwordFile(Map<String, String> parameters) {
        String named = parameters.getOrDefault("passfile", "");
        return new PasswordFile(named.isEmpty() ? userFolder(".pgpass", "pgpass.conf") : Path.of(named));
    }

    private Path userFolder(String name, String onWindows) {
        return variable("APPDATA")
                .map(folder -> Path.of(folder, "postgresql", onWindows))
                .orElse(home.resolve(name));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    private static Problem unreadable(IOException e) {
        return Problem.of(
                "settings-unreadable",
                "A file with connection settings cannot be read.",
                String.valueOf(e.getMessage()),
                "Make it readable for you, or type the address and the password.");
    }
}
