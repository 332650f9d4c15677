package dev.tidemark.sandbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Which keys there are, more or less: some are deleted, so writers take the next that exists. */
final class KeyRanges {
    /** Newer rows than these are looked for when it should be one that the application made itself. */
    private static final long RECENT = 100;

    private final Map<ShopTable, AtomicLong> highest = new EnumMap<>(ShopTable.class);

    KeyRanges(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (ShopTable table : ShopTable.values()) {
                try (ResultSet result = statement.executeQuery(table.highestKey())) {
                    result.next();
                    highest.put(table, new AtomicLong(result.getLong(1)));
                }
            }
        }
    }

    long any(ShopTable table) {
        return ThreadLocalRandom.current().nextLong(1, of(table).get() + 2);
    }

    long recent(ShopTable table) {
        long top = of(table).get();
        return ThreadLocalRandom.current().nextLong(Math.max(1, top - RECENT), top + 2);
    }

    void inserted(ShopTable table, long key) {
        of(table).accumulateAndGet(key, Math::max);
    }

    private AtomicLong of(ShopTable table) {
        return highest.computeIfAbsent(table, t -> new AtomicLong());
    }
}
