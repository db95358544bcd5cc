package io.quorate.operations.run;

import io.quorate.mysql.ServerException;
import io.quorate.mysql.ServerGateway;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Watches over one call that may take long. Every now and then a second line asks the server for a sign of life: a
 * server that is merely busy is waited for, up to the limit; from one that is gone the call is broken off at once.
 */
final class Vigil implements AutoCloseable {

    private static final Duration SIGN_OF_LIFE_WITHIN = Duration.ofSeconds(1);

    private final ServerGateway line;
    private final ServerGateway second;
    private final Executor blocking;
    private final Duration betweenLooks;
    private final long end;
    private volatile boolean isOver;

    private Vigil(ServerGateway line, ServerGateway second, Executor blocking, Duration betweenLooks, Duration limit) {
        this.line = line;
        this.second = second;
        this.blocking = blocking;
        this.betweenLooks = betweenLooks;
        this.end = System.nanoTime() + limit.toNanos();
    }

    /**
     * @param line on which the call is made; is closed to break the call off
     * @param second to the same server, and this vigil's own
     * @param limit the call is broken off after that time in any case
     */
    static Vigil over(
            ServerGateway line, ServerGateway second, Executor blocking, Duration betweenLooks, Duration limit) {
        Vigil vigil = new Vigil(line, second, blocking, betweenLooks, limit);
        vigil.lookLater();
        return vigil;
    }

    private void lookLater() {
        long left = Math.max(0, end - System.nanoTime());
        long wait = Math.min(left, betweenLooks.toNanos());
        CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS, blocking).execute(this::look);
    }

    /** Once cut, the line may have passed to a call that waited behind another one, so that the vigil goes on. */
    private void look() {
        if (isOver) {
            return;
        }
        boolean hasTime = System.nanoTime() - end < 0;
        boolean isBusy = hasTime && isAlive();
        if (!isOver && !isBusy) {
            line.close();
        }
        if (!isOver && hasTime) {
            lookLater();
        }
    }

    private boolean isAlive() {
        try {
            second.ping(SIGN_OF_LIFE_WITHIN);
            return true;
        } catch (ServerException gone) {
            return false;
        } finally {
            second.close();
        }
    }

    /** The call has ended. */
    @Override
    public void close() {
        isOver = true;
    }
}
