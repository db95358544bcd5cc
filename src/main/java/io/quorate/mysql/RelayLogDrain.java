package io.quorate.mysql;

import io.quorate.model.BinlogCoordinates;
import io.quorate.model.ReplicationChannel;
import io.quorate.model.gtid.GtidSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Waits until a channel has executed what it received.
 *
 * <p>With GTIDs that is: the executed set holds the received one. The received set counts whole transactions only, so
 * one that was cut off when the source died does not keep us waiting. Without GTIDs it is: executed up to where the
 * I/O thread has read; a transaction that was cut off then never ends, and the wait runs into its limit.
 */
final class RelayLogDrain {

    private static final Duration SLICE = Duration.ofMillis(500);

    private final StatusSource status;
    private final Operations operations;
    private final String channel;

    /** Reads the present state over the line. */
    interface StatusSource {
        ReplicationStatus read(Session session) throws SQLException;
    }

    RelayLogDrain(StatusSource status, Operations operations, String channel) {
        this.status = status;
        this.operations = operations;
        this.channel = channel;
    }

    /** @return false when the time is over, and at once when the SQL thread does not run */
    boolean await(Session session, Duration limit) throws SQLException {
        Deadline end = Deadline.in(limit);
        while (true) {
            ReplicationStatus now = status.read(session);
            Optional<ReplicationChannel> found = now.channel(channel);
            if (found.isEmpty() || isDrained(found.get(), now.executed())) {
                return true;
            }
            if (!found.get().sqlThread().isRunning() || end.isOver()) {
                return false;
            }
            awaitProgress(session, found.get(), Operations.shorter(end.remaining(), SLICE));
        }
    }

    static boolean isDrained(ReplicationChannel channel, Optional<GtidSet> executed) {
        if (channel.usesGtid() && executed.isPresent()) {
            Optional<GtidSet> received = channel.retrievedGtids();
            boolean hasAll = received.map(set -> executed.get().contains(set)).orElse(false);
            return hasAll || (received.isEmpty() && channel.isSqlThreadUpToDate());
        }
        return channel.isSqlThreadUpToDate();
    }

    private void awaitProgress(Session session, ReplicationChannel of, Duration slice) throws SQLException {
        Optional<GtidSet> received = of.usesGtid() ? of.retrievedGtids() : Optional.empty();
        if (received.isPresent()) {
            operations.awaitExecuted(session, received.get(), slice);
        } else {
            BinlogCoordinates read = of.readCoordinates();
            operations.run(session, dialect -> dialect.awaitPosition(channel, read.file(), read.position(), slice));
        }
    }
}
