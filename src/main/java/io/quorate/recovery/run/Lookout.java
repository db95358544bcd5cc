package io.quorate.recovery.run;

import io.quorate.mysql.ServerException;
import io.quorate.mysql.ServerGateway;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Keeps an eye on the failed primary while it is being replaced: does it answer again? One request at a time. A server
 * that hangs leaves it unanswered, and as long as it does nobody has to wait for another one: the moment the server comes
 * to, it answers that request.
 *
 * <p>Safe for use by several threads.
 */
final class Lookout implements AutoCloseable {

    /** A server that lives answers within this time, connecting included; later counts as not yet. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    /** A request to a server that hangs is left open for so long. */
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(10);

    private final ServerGateway line;
    private final Executor blocking;
    private CompletableFuture<Boolean> request = CompletableFuture.completedFuture(false);
    private long askedAt;

    /** @param line used by nobody else; closed with this */
    Lookout(ServerGateway line, Executor blocking) {
        this.line = line;
        this.blocking = blocking;
    }

    /** Whether it answers now; completes soon, never exceptionally. */
    CompletionStage<Boolean> look() {
        CompletableFuture<Boolean> current;
        Duration left;
        synchronized (this) {
            ask();
            current = request;
            left = PATIENCE.minusNanos(System.nanoTime() - askedAt);
        }
        return left.isNegative() || left.isZero()
                ? CompletableFuture.completedFuture(current.getNow(false))
                : current.copy().completeOnTimeout(false, left.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks, unless a question is open: so that a later look finds one that has been open for long enough. */
    synchronized void ask() {
        if (request.isDone()) {
            askedAt = System.nanoTime();
            try {
                request = CompletableFuture.supplyAsync(this::answers, blocking);
            } catch (RejectedExecutionException nodeStops) {
                request = CompletableFuture.completedFuture(false);
            }
        }
    }

    private boolean answers() {
        try {
            line.ping(REQUEST_LIMIT);
            return true;
        } catch (ServerException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
