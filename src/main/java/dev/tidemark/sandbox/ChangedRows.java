package dev.tidemark.sandbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs statements that change rows, and makes events of what they return: the key's columns, then the row's state. */
final class ChangedRows {
    private final Connection connection;

    ChangedRows(Connection connection) {
        this.connection = connection;
    }

    List<ChangeEvent> changed(ShopTable table, String sql, Object... parameters) throws SQLException {
        return events(table, true, sql, parameters);
    }

    List<ChangeEvent> deleted(ShopTable table, String sql, Object... parameters) throws SQLException {
        return events(table, false, sql, parameters);
    }

    private List<ChangeEvent> events(ShopTable table, boolean withState, String sql, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<ChangeEvent> events = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                int width = table.key().size();
                while (rows.next()) {
                    List<Long> key = new ArrayList<>();
                    for (int i = 1; i <= width; i++) {
                        key.add(rows.getLong(i));
                    }
                    Optional<String> state = withState ? Optional.of(rows.getString(width + 1)) : Optional.empty();
                    events.add(new ChangeEvent(table, key, state));
                }
            }
            return events;
        }
    }

    /** The events as the rows are now, which are locked for it; a row that is not there has been deleted. */
    List<ChangeEvent> asTheyAre(List<ChangeEvent> events) throws SQLException {
        List<ChangeEvent> now = new ArrayList<>();
        for (ShopTable table : ShopTable.values()) {
            List<ChangeEvent> ofTable = events.stream()
                    .filter(event -> event.table() == table)
                    .sorted(java.util.Comparator.comparing(event -> event.key().toString()))
                    .toList();
            for (ChangeEvent event : ofTable) {
                now.add(new ChangeEvent(table, event.key(), state(event)));
            }
        }
        return now;
    }

    private Optional<String> state(ChangeEvent event) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(event.table().lockedState())) {
            for (int i = 0; i < event.key().size(); i++) {
                statement.setLong(i + 1, event.key().get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }
}
