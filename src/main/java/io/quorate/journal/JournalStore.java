package io.quorate.journal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A database that can hold a journal: what SQLite and MySQL do differently lies behind this port, all other SQL is in
 * {@link EventTable} and {@link SnapshotTable}.
 *
 * <p>Blocking. {@link #open}, {@link #write}, {@link #keepAlive}, {@link #tidy} and {@link #close} are called by one
 * thread at a time (the writer); {@link #read} by any, once {@code open} has returned. All throw {@link
 * JournalException} with a message for the operator.
 */
interface JournalStore {

    /** Work inside one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Session session) throws SQLException;
    }

    /** For messages: {@code SQLite file /var/lib/…} or {@code MySQL schema … at host:port}; no secrets. */
    String name();

    /** Connects, becomes the only writer, creates or checks the tables. Does nothing when open already. */
    void open();

    /**
     * Runs the work on the writer's connection and commits; durable when this returns. On any failure the transaction
     * is rolled back where that is still possible and not tried again: of a failed commit nobody knows the outcome.
     */
    <T> T write(Work<T> work);

    /** Runs the work on a reader's connection; all its statements see the same state. */
    <T> T read(Work<T> work);

    /** Appended to a query of a row the writer is going to change. */
    String lockSuffix();

    /** JDBC fetch size with which a result is streamed instead of being collected in memory. */
    int streamingFetchSize();

    /** Largest payload in bytes that one row may have. */
    int largestPayload();

    /** How often {@link #keepAlive} wants to be called; empty for never. */
    default Optional<Duration> renewInterval() {
        return Optional.empty();
    }

    /** Called while nothing is being written: notices and mends idle connections that were lost. */
    default void keepAlive() {}

    /** Called after much was deleted: gives space back. */
    default void tidy() {}

    /** Gives up ownership and closes all connections. */
    void close();
}
