package io.quorate.app;

import io.quorate.sandbox.SandboxServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A light load on a primary: inserts the numbers 1, 2, 3 … into {@link #TABLE}, one transaction each, until the first
 * one fails or it is stopped. The numbers have no gaps, so a server that has the number n and n rows has them all.
 */
public final class WriteLoad implements AutoCloseable {

    public static final String TABLE = "app.entries";

    private static final Duration USUAL_PAUSE = Duration.ofMillis(5);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

    private final Connection connection;
    private final Duration pause;
    private final Thread writer = new Thread(this::insertAll, "write-load");
    private volatile boolean isStopped;
    private volatile long acknowledged;

    private WriteLoad(Connection connection, Duration pause) {
        this.connection = connection;
        this.pause = pause;
        writer.setDaemon(true);
    }

    /** Creates the table and begins. */
    public static WriteLoad on(SandboxServer primary) {
        return on(primary, USUAL_PAUSE);
    }

    /** The same with another pause between two rows. */
    public static WriteLoad on(SandboxServer primary, Duration pause) {
        primary.execute("CREATE DATABASE app", "CREATE TABLE " + TABLE + " (id BIGINT PRIMARY KEY)");
        try {
            WriteLoad load = new WriteLoad(primary.connect(), pause);
            load.writer.start();
            return load;
        } catch (SQLException e) {
            throw new IllegalStateException("no load on " + primary, e);
        }
    }

    private void insertAll() {
        try (Statement statement = connection.createStatement()) {
            while (!isStopped) {
                long next = acknowledged + 1;
                statement.execute("INSERT INTO " + TABLE + " VALUES (" + next + ")");
                acknowledged = next;
                LockSupport.parkNanos(pause.toNanos());
            }
        } catch (SQLException e) {
            // The primary is gone, as planned by whoever gave it this load.
            isStopped = true;
        }
    }

    /** The highest number whose insertion the primary acknowledged; 0 when none yet. */
    public long acknowledged() {
        return acknowledged;
    }

    /** Writes no more; returns when the last insertion has been answered. */
    public void stop() {
        isStopped = true;
        try {
            writer.join(STOPS_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (writer.isAlive()) {
            throw new IllegalStateException("an insertion is not answered");
        }
    }

    @Override
    public void close() {
        isStopped = true;
        try {
            // Not close(): that would wait for a server that hangs.
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // Being rid of it is all that was wanted.
        }
    }
}
