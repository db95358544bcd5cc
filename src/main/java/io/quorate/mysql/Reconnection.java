package io.quorate.mysql;

import io.quorate.model.ReplicationChannel;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes a replica's I/O thread connect to its source anew, to learn whether the source still answers.
 *
 * <p>A source that hangs accepts the connection (its kernel does) and then says nothing. The thread waits for it for
 * {@code replica_net_timeout}, a minute, and cannot be stopped meanwhile. So the limit is lowered while the thread
 * connects, and set back before this returns, whatever comes of it. A thread that got through keeps the low limit for
 * its reads until its connection is idle for that long; then it connects once more, with the usual limit. Without the
 * privilege to lower it, the thread is started with the usual one, and whether it fails is seen by later probes.
 *
 * <p>Source: MySQL manual, {@code replica_net_timeout}: "the number of seconds to wait for more data or a heartbeat
 * signal"; the same value is the limit for connecting.
 */
final class Reconnection {

    private static final String SHORT_WAIT = "SELECT SLEEP(0.05)";
    private static final Duration MARGIN = Duration.ofMillis(500);

    private final RelayLogDrain.StatusSource status;
    private final Operations operations;
    private final String channel;

    Reconnection(RelayLogDrain.StatusSource status, Operations operations, String channel) {
        this.status = status;
        this.operations = operations;
        this.channel = channel;
    }

    /** @return whether the thread is connected at the end */
    boolean attempt(Line line, Duration wanted) throws SQLException {
        long seconds = Math.max(1, wanted.toSeconds());
        ConnectLimit limit = new ConnectLimit(line);
        // Lower already: somebody else, another node perhaps, is at it and will set it back, or could not.
        Optional<Long> found = limit.seconds();
        Optional<Long> usual = found.filter(value -> value > seconds);
        boolean isLowered = usual.isPresent() && limit.set(seconds);
        try {
            operations.run(line, dialect -> dialect.stop(channel, ReplicationThreads.IO));
            operations.run(line, dialect -> dialect.start(channel, ReplicationThreads.IO));
            boolean isConnected =
                    awaitOutcome(line, Deadline.in(Duration.ofSeconds(seconds).plus(MARGIN)));
            if (found.isPresent() && usual.isEmpty()) {
                awaitOthers(line, limit, seconds);
                limit.restoreIfLeftLow(seconds);
            }
            return isConnected;
        } finally {
            if (isLowered) {
                limit.set(usual.get());
            }
        }
    }

    /** Whoever lowered the limit a moment ago needs no longer than an attempt takes. */
    private static void awaitOthers(Line line, ConnectLimit limit, long seconds) throws SQLException {
        Deadline end = Deadline.in(Duration.ofSeconds(seconds).plus(MARGIN.multipliedBy(2)));
        while (!end.isOver()
                && limit.seconds().filter(value -> value <= seconds).isPresent()) {
            line.ask(SHORT_WAIT);
        }
    }

    private boolean awaitOutcome(Line line, Deadline end) throws SQLException {
        while (true) {
            Optional<ReplicationChannel> now = status.read(line).channel(channel);
            if (now.isEmpty() || now.get().ioThread().isRunning()) {
                return now.isPresent();
            }
            if (now.get().ioError().isPresent() || end.isOver()) {
                return false;
            }
            line.ask(SHORT_WAIT);
        }
    }
}
