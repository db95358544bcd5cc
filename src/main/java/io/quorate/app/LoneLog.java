package io.quorate.app;

import akka.actor.typed.javadsl.ActorContext;
import io.quorate.http.GroupSeat;
import io.quorate.log.ReplicatedLog;
import io.quorate.log.SingleNodeLog;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The log of a node that is alone. */
final class LoneLog implements LogKeeper {

    private final SingleNodeLog log;

    LoneLog(InstantSource clock) {
        log = new SingleNodeLog(NodeIdentity.hostname(), clock);
    }

    @Override
    public void open(ActorContext<?> guardian) {
        log.attach(guardian.spawn(log.behavior(), "log"));
    }

    @Override
    public CompletionStage<?> ready() {
        return log.ready();
    }

    @Override
    public CompletionStage<String> failed() {
        return log.failed();
    }

    @Override
    public ReplicatedLog log() {
        return log;
    }

    @Override
    public String node() {
        return NodeIdentity.hostname();
    }

    @Override
    public Optional<GroupSeat> seat() {
        return Optional.empty();
    }

    @Override
    public CompletionStage<Void> caughtUp() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> handOver() {
        return CompletableFuture.completedFuture(null);
    }
}
