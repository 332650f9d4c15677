package dev.tidemark.command;

import java.util.Locale;
import java.util.Map;

/** How much goes into the log. */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE;

    static final String OPTION = "--log-level";
    private static final String VARIABLE = "TIDEMARK_LOG_LEVEL";

    /**
     * What was asked for, by the option or else by the environment. Has to be known before the first logger is made, and so
     * before the arguments are read properly; what is no level is left for that to say.
     */
    static LogLevel asked(Map<String, String> environment, String... arguments) {
        LogLevel level = of(environment.getOrDefault(VARIABLE, ""), INFO);
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith(OPTION + "=")) {
                level = of(arguments[i].substring(OPTION.length() + 1), level);
            } else if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
                level = of(arguments[i + 1], level);
            }
        }
        return level;
    }

    private static LogLevel of(String name, LogLevel otherwise) {
        for (LogLevel level : values()) {
            if (level.name().equals(name.strip().toUpperCase(Locale.ROOT))) {
                return level;
            }
        }
        return otherwise;
    }
}
