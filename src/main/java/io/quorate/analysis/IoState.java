package io.quorate.analysis;

import io.quorate.model.Instance;
import io.quorate.model.ReplicationChannel;
import io.quorate.model.ReplicationError;
import io.quorate.model.ThreadState;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a replica's I/O thread says about the way to its source. */
public enum IoState {
    /** No replica. */
    NONE,
    RUNNING,
    /** It tries to connect and has not failed yet, or failed for a reason that does not speak of its source. */
    CONNECTING,
    /** It tried to reach its source and could not. */
    LOST_CONNECTION,
    /** It does not run because of another error: the source answered, but refused. */
    OTHER_ERROR,
    /** Stopped without an error: somebody stopped it. */
    STOPPED;

    /** Wordings up to MySQL 8.0, since 8.0.26 and since 9.0; the first is MariaDB's as well. */
    private static final Pattern FAILED_TO_CONNECT =
            Pattern.compile("error (re)?connecting to (master|source)", Pattern.CASE_INSENSITIVE);

    static IoState of(Instance instance) {
        Optional<ReplicationChannel> channel = instance.channel();
        return channel.isPresent() ? of(channel.get()) : NONE;
    }

    /**
     * A stopped thread with a lost-connection error counts as {@link #LOST_CONNECTION}: the error is cleared when a
     * connection succeeds, so the thread gave up (its retries were used up) or was stopped while it had none.
     */
    static IoState of(ReplicationChannel channel) {
        if (channel.ioThread().isRunning()) {
            return RUNNING;
        }
        if (tellsOfLoss(channel.ioError())) {
            return LOST_CONNECTION;
        }
        boolean hasFailed = channel.ioError().isPresent() && !isOfOurSide(channel.ioError());
        if (channel.ioThread() == ThreadState.CONNECTING) {
            return hasFailed ? OTHER_ERROR : CONNECTING;
        }
        return channel.ioError().isPresent() ? OTHER_ERROR : STOPPED;
    }

    /** A host name without an address, or a failed handshake, says nothing about whether the source lives. */
    private static boolean tellsOfLoss(ReplicationError error) {
        return error.isLostConnection() && !isOfOurSide(error);
    }

    private static boolean isOfOurSide(ReplicationError error) {
        return error.number() == 2005 || error.number() == 2026;
    }

    /** The old systems' test for "failing to connect": any error while connecting, with the SQL thread running. */
    static boolean isFailingToConnect(ReplicationChannel channel) {
        return !channel.ioThread().isRunning()
                && channel.sqlThread().isRunning()
                && channel.ioError().isPresent()
                && (channel.ioError().isLostConnection()
                        || FAILED_TO_CONNECT
                                .matcher(channel.ioError().message())
                                .find());
    }
}
