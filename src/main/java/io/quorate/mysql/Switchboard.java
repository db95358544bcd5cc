package io.quorate.mysql;

import io.quorate.model.InstanceKey;
import io.quorate.model.ProbeFailure;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one connection to one server and lets calls use it one after the other, each within its time.
 *
 * <p>A connection that turns out to be broken when a call begins to use it again says little: the server may have
 * closed it for being idle, or have been restarted. Such a call is made once more on a new connection; if the server is
 * gone, that is refused in no time.
 */
final class Switchboard {

    private static final Duration GOODBYE_LIMIT = Duration.ofMillis(500);

    private final InstanceKey key;
    private final LineOpener opener;
    private final Watchdog watchdog;
    private final Duration readLimit;
    private final Duration lifetime;
    private final ReentrantLock turn = new ReentrantLock(true);
    /** What to cut when a call is broken off: the wire of the connection in use or in the making. */
    private volatile @Nullable Wire wire;

    private volatile boolean isBrokenOff;
    private @Nullable Line line;

    /** @param lifetime zero for ever */
    Switchboard(InstanceKey key, LineOpener opener, Watchdog watchdog, Duration readLimit, Duration lifetime) {
        this.key = key;
        this.opener = opener;
        this.watchdog = watchdog;
        this.readLimit = readLimit;
        this.lifetime = lifetime;
    }

    /** What one wants of a server. */
    interface Call<T> {
        T on(Line line, Deadline deadline) throws SQLException, ServerException;

        /** Told before a call on a new connection. */
        default void reconnected() {}

        /** Whether the server had told its variables when it failed. */
        default boolean isPartial() {
            return false;
        }
    }

    InstanceKey key() {
        return key;
    }

    <T> T call(Duration limit, Call<T> call) throws ServerException {
        Deadline deadline = Deadline.in(limit);
        takeTurn(deadline);
        isBrokenOff = false;
        try (Watchdog.Guard guard = watchdog.guard(deadline.remaining(), this::cut)) {
            return attempt(call, deadline, guard);
        } finally {
            turn.unlock();
        }
    }

    private void takeTurn(Deadline deadline) throws ServerException {
        boolean isMine;
        try {
            isMine = turn.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            isMine = false;
        }
        if (!isMine) {
            // Our own queue; it must not look like a server that does not answer.
            String message = "Another call to " + key + " was under way for "
                    + deadline.limit().toMillis() + " ms";
            throw new ServerException(
                    new ProbeFailure(ProbeFailure.Kind.SERVER_ERROR, message, false),
                    0,
                    new IllegalStateException(message));
        }
    }

    private <T> T attempt(Call<T> call, Deadline deadline, Watchdog.Guard guard) throws ServerException {
        dropAged();
        boolean isUsed = line != null;
        try {
            return use(call, deadline);
        } catch (ServerException e) {
            boolean isStale = isUsed
                    && line == null
                    && e.failure().kind() != ProbeFailure.Kind.TIMEOUT
                    && !guard.hasFired()
                    && !isBrokenOff;
            if (!isStale) {
                throw guard.hasFired() ? Failures.timeout(key, deadline.limit(), e, call.isPartial()) : e;
            }
        }
        try {
            return use(call, deadline);
        } catch (ServerException e) {
            throw guard.hasFired() ? Failures.timeout(key, deadline.limit(), e, call.isPartial()) : e;
        }
    }

    private <T> T use(Call<T> call, Deadline deadline) throws ServerException {
        try {
            Line open = line;
            if (open == null) {
                call.reconnected();
                open = opener.open(key, readLimit, deadline, opening -> wire = opening);
                line = open;
            }
            return call.on(open, deadline);
        } catch (SQLException e) {
            if (!Failures.leavesLineUsable(e)) {
                drop();
            }
            throw exception(e, call);
        } catch (IllegalArgumentException e) {
            // A name that no statement may carry, or a kind of positioning that this flavour does not have.
            throw exception(e, call);
        } catch (IOException | RuntimeException e) {
            // The driver trips over its own feet at times when its socket is closed under it.
            drop();
            throw exception(e, call);
        }
    }

    /** Whoever breaks a call off has waited long enough; for the server that is a time-out. */
    private ServerException exception(Exception error, Call<?> call) {
        if (isBrokenOff) {
            String message = key + " had not answered when the call was broken off";
            return new ServerException(
                    new ProbeFailure(ProbeFailure.Kind.TIMEOUT, message, call.isPartial()), 0, error);
        }
        return Failures.exception(key, error, call.isPartial());
    }

    private void dropAged() {
        Line open = line;
        if (open != null && !lifetime.isZero() && open.isOlderThan(lifetime)) {
            open.close();
            line = null;
        }
    }

    private void drop() {
        cut();
        line = null;
    }

    private void cut() {
        Wire inUse = wire;
        if (inUse != null) {
            inUse.cut();
        }
    }

    /** Breaks off the call under way, if any, and gives up the connection. */
    void close() {
        if (!turn.tryLock()) {
            isBrokenOff = true;
            cut();
            return;
        }
        Watchdog.Guard guard = watchdog.guard(GOODBYE_LIMIT, this::cut);
        try {
            Line open = line;
            if (open != null) {
                open.close();
            }
        } finally {
            guard.close();
            line = null;
            turn.unlock();
        }
    }
}
