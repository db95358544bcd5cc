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
final class Line implements Session {

    private static final String SEPARATOR = "\n;\n";
    /** Not an error of the server, which has positive numbers, nor of the connection. */
    private static final int MISCOUNTED = -1;

    private final Connection connection;
    private final Statement statement;
    private final Wire wire;
    private final Duration readLimit;
    private final long openedAt = System.nanoTime();
    private int silenceMillis;

    /** @param readLimit how long the server may be silent within an answer */
    Line(Connection connection, Wire wire, Duration readLimit) throws SQLException {
        this.readLimit = readLimit;
        this.connection = connection;
        this.wire = wire;
        this.statement = connection.createStatement();
    }

    /** Sets how long the server may be silent; the socket below is told, nothing is sent. */
    private void limitSilence(Duration limit) throws SQLException {
        int millis = (int) Math.max(1, Math.min(Integer.MAX_VALUE, limit.toMillis()));
        if (millis != silenceMillis) {
            connection.setNetworkTimeout(Runnable::run, millis);
            silenceMillis = millis;
        }
    }

    /**
     * The protocol's own ping: one packet there, one back. The limit is not handed to the driver's ping, which loses the
     * reason of a failure when it restores the former limit on a socket that is gone.
     */
    void ping(Duration limit) throws SQLException {
        limitSilence(limit);
        connection.unwrap(JdbcConnection.class).pingInternal(true, 0);
    }

    @Override
    public List<Row> ask(String sql) throws SQLException {
        List<List<Row>> answers = answers(sql);
        return answers.isEmpty() ? List.of() : answers.get(0);
    }

    @Override
    public List<List<Row>> askAll(List<String> statements) throws SQLException {
        List<List<Row>> answers = answers(String.join(SEPARATOR, statements));
        if (answers.size() != statements.size()) {
            String message = "%d answers to %d statements".formatted(answers.size(), statements.size());
            throw new SQLException(message, "HY000", MISCOUNTED);
        }
        return answers;
    }

    private List<List<Row>> answers(String sql) throws SQLException {
        limitSilence(readLimit);
        List<List<Row>> answers = new ArrayList<>();
        boolean isResultSet = statement.execute(sql);
        while (isResultSet || statement.getUpdateCount() != -1) {
            answers.add(isResultSet ? rows() : List.of());
            isResultSet = statement.getMoreResults();
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
