package io.quorate.app;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.quorate.config.Configuration;
import io.quorate.config.mapping.ToJournal;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One running node: everything from its log to its HTTP port. Starts in order (log, read model, probing, supervision,
 * HTTP) and stops in the reverse order when the process is told to end.
 */
public final class Node implements AutoCloseable {

    private final ActorSystem<Root.Command> system;
    private final CompletableFuture<InetSocketAddress> address;
    private final CompletableFuture<String> failure;

    private Node(
            ActorSystem<Root.Command> system,
            CompletableFuture<InetSocketAddress> address,
            CompletableFuture<String> failure) {
        this.system = system;
        this.address = address;
        this.failure = failure;
    }

    /** Starts a node; returns before it has started. */
    public static Node start(Configuration configuration) {
        CompletableFuture<InetSocketAddress> address = new CompletableFuture<>();
        CompletableFuture<String> failure = new CompletableFuture<>();
        Config config = ToJournal.config(configuration).withFallback(ConfigFactory.load());
        ActorSystem<Root.Command> system =
                ActorSystem.create(Root.create(configuration, address, failure), "quorate", config);
        return new Node(system, address, failure);
    }

    /**
     * Where it listens, once it does.
     *
     * @throws IllegalStateException when it failed to start, with the reason
     */
    public InetSocketAddress awaitAddress() {
        try {
            return CompletableFuture.anyOf(
                            address,
                            failure.thenCompose(reason ->
                                    CompletableFuture.failedFuture(new IllegalStateException(reason))))
                    .thenApply(InetSocketAddress.class::cast)
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException(Main.sentence(e), e);
        }
    }

    /** Waits until the node has ended; the reason when it was not asked to. */
    public Optional<String> awaitEnd() {
        system.getWhenTerminated().toCompletableFuture().join();
        return Optional.ofNullable(failure.getNow(null));
    }

    /** Asks it to end and waits until it has, half a minute at most. */
    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            system.log().warn("The node did not end in order: {}", Main.sentence(e));
        }
    }
}
