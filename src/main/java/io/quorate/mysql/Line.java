package io.quorate.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One open connection. Used by one thread at a time, but for {@link #cut()}.
 *
 * <p>After anything but an error the server answered with, it is of no use any more.
 */
final class Line {

    private static final String SEPARATOR = "\n;\n";

    private final Connection connection;
    private final Statement statement;
    private final Wire wire;
    private final long openedAt = System.nanoTime();

    Line(Connection connection, Wire wire) throws SQLException {
        this.connection = connection;
        this.wire = wire;
        this.statement = connection.createStatement();
    }

    /** How long the server may be silent within an answer. */
    void setReadLimit(Duration limit) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) Math.min(Integer.MAX_VALUE, limit.toMillis()));
    }

    /** The protocol's own ping: one packet there, one back. */
    void ping(Duration limit) throws SQLException {
        int millis = (int) Math.max(1, Math.min(Integer.MAX_VALUE, limit.toMillis()));
        connection.unwrap(JdbcConnection.class).pingInternal(true, millis);
    }

    /** One statement, one round trip. */
    List<Row> ask(String sql) throws SQLException {
        return answers(sql, 1).get(0);
    }

    /**
     * Several statements in one round trip; none may hold a semicolon of its own outside of texts. The server goes
     * through them in order and stops at the first that fails; then all answers are lost.
     */
    List<List<Row>> askAll(List<String> statements) throws SQLException {
        return answers(String.join(SEPARATOR, statements), statements.size());
    }

    private List<List<Row>> answers(String sql, int expected) throws SQLException {
        List<List<Row>> answers = new ArrayList<>(expected);
        boolean isResultSet = statement.execute(sql);
        while (isResultSet || statement.getUpdateCount() != -1) {
            answers.add(isResultSet ? rows() : List.of());
            isResultSet = statement.getMoreResults();
        }
        if (answers.size() != expected) {
            throw new SQLException("%d answers to %d statements: %s".formatted(answers.size(), expected, sql));
        }
        return answers;
    }

    private List<Row> rows() throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            ResultSetMetaData header = rows.getMetaData();
            int width = header.getColumnCount();
            Map<String, Integer> columns = new HashMap<>(width * 2);
            for (int i = 0; i < width; i++) {
                columns.putIfAbsent(header.getColumnLabel(i + 1).toLowerCase(Locale.ROOT), i);
            }
            List<Row> all = new ArrayList<>();
            while (rows.next()) {
                @Nullable String[] values = new String[width];
                for (int i = 0; i < width; i++) {
                    values[i] = rows.getString(i + 1);
                }
                all.add(new Row(columns, values));
            }
            return all;
        }
    }

    boolean isOlderThan(Duration age) {
        return System.nanoTime() - openedAt > age.toNanos();
    }

    /** Ends it at once, from any thread; whoever waits on it gets an error. */
    void cut() {
        wire.cut();
    }

    /** Says goodbye to the server, so that it does not note an aborted client. */
    void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Goodbye or not, the socket below is closed next.
            wire.cut();
        }
        wire.cut();
    }
}
