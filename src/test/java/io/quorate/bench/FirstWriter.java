package io.quorate.bench;

import io.quorate.app.WriteLoad;
import io.quorate.sandbox.SandboxServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * An impatient application: over open connections it tries to write to each replica in turn, every few milliseconds,
 * until one of them lets it; then it looks until all others have the row.
 */
final class FirstWriter implements AutoCloseable {

    static final String ACCOUNT = "app";

    private static final Duration PAUSE = Duration.ofMillis(5);

    private final List<SandboxServer> replicas;
    private final List<Connection> connections = new ArrayList<>();
    private long attempt = 1_000_000;

    /** The account must exist; it must have no privilege that passes by {@code read_only}. */
    FirstWriter(List<SandboxServer> replicas) throws SQLException {
        this.replicas = List.copyOf(replicas);
        for (SandboxServer replica : replicas) {
            connections.add(DriverManager.getConnection(
                    "jdbc:mysql://" + replica.key()
                            + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true&socketTimeout=30000",
                    ACCOUNT,
                    ACCOUNT));
        }
    }

    /**
     * When what became true, as {@link System#nanoTime()}.
     *
     * @param promoted where the row was written
     */
    record Success(SandboxServer promoted, long writtenAt, long everywhereAt) {}

    Success await(Duration atMost) throws SQLException, TimeoutException {
        long deadline = System.nanoTime() + atMost.toNanos();
        int promoted = awaitWritable(deadline);
        long writtenAt = System.nanoTime();
        awaitEverywhere(promoted, deadline);
        return new Success(replicas.get(promoted), writtenAt, System.nanoTime());
    }

    private int awaitWritable(long deadline) throws TimeoutException {
        while (System.nanoTime() < deadline) {
            attempt++;
            for (int i = 0; i < connections.size(); i++) {
                if (canWrite(connections.get(i))) {
                    return i;
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new TimeoutException("no replica took a write");
    }

    private boolean canWrite(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO " + WriteLoad.TABLE + " VALUES (" + attempt + ")");
            return true;
        } catch (SQLException readOnly) {
            return false;
        }
    }

    private void awaitEverywhere(int promoted, long deadline) throws SQLException, TimeoutException {
        for (int i = 0; i < connections.size(); i++) {
            while (i != promoted && !hasRow(connections.get(i))) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException(replicas.get(i) + " does not get the row");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private boolean hasRow(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT 1 FROM " + WriteLoad.TABLE + " WHERE id = " + attempt)) {
            return rows.next();
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
