package io.quorate.probing;

import io.quorate.model.Instance;
import io.quorate.model.ProbeFailure;
import io.quorate.mysql.ServerException;
import io.quorate.mysql.ServerGateway;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A prober's calls to its server, run where they may block. Safe for use by any thread; one call at a time. */
final class GatewayCalls {

    private final ServerGateway gateway;
    private final Executor blocking;

    GatewayCalls(ServerGateway gateway, Executor blocking) {
        this.gateway = gateway;
        this.blocking = blocking;
    }

    CompletionStage<Instance> probe() {
        return CompletableFuture.supplyAsync(this::probeNow, blocking);
    }

    CompletionStage<Void> ping(Duration timeout) {
        return CompletableFuture.runAsync(() -> pingNow(timeout), blocking);
    }

    /** Gives up the connection, which breaks off a call under way. */
    void close() {
        blocking.execute(gateway::close);
    }

    private Instance probeNow() {
        try {
            return gateway.probe();
        } catch (ServerException e) {
            throw new CallFailed(e);
        }
    }

    private void pingNow(Duration timeout) {
        try {
            gateway.ping(timeout);
        } catch (ServerException e) {
            throw new CallFailed(e);
        }
    }

    /** What made a call fail, from the exception of its stage. */
    static ProbeFailure failureOf(@Nullable Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof CallFailed failed) {
            return failed.reason().failure();
        }
        return new ProbeFailure(ProbeFailure.Kind.SERVER_ERROR, "the probe failed by a fault of ours: " + cause, false);
    }

    /** Carries a checked exception through a future. */
    private static final class CallFailed extends RuntimeException {
        private final transient ServerException reason;

        CallFailed(ServerException reason) {
            super(reason);
            this.reason = reason;
        }

        ServerException reason() {
            return reason;
        }
    }
}
