package io.quorate.app;

import akka.actor.typed.ActorSystem;
import ch.qos.logback.classic.Level;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.quorate.config.Configuration;
import io.quorate.config.mapping.ToDispatchers;
import io.quorate.config.mapping.ToJournal;
import io.quorate.readmodel.ReadModel;
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
    private final Root.Promises promises;

    private Node(ActorSystem<Root.Command> system, Root.Promises promises) {
        this.system = system;
        this.promises = promises;
    }

    /** Starts a node; returns before it has started. */
    public static Node start(Configuration configuration) {
        Root.Promises promises = new Root.Promises();
        if (configuration.flag("Debug")) {
            LogLevel.set(Level.DEBUG);
        }
        Config config = ToJournal.config(configuration)
                .withFallback(ToDispatchers.config(configuration))
                .withFallback(ConfigFactory.load());
        ActorSystem<Root.Command> system = ActorSystem.create(Root.create(configuration, promises), "quorate", config);
        return new Node(system, promises);
    }

    /**
     * Where it listens, once it does.
     *
     * @throws IllegalStateException when it failed to start, with the reason
     */
    public InetSocketAddress awaitAddress() {
        return await(promises.address());
    }

    /** What it sees, once it has started; fails as {@link #awaitAddress()} does. */
    public ReadModel readModel() {
        return await(promises.readModel());
    }

    private static <T> T await(CompletableFuture<T> promise) {
        try {
            return promise.join();
        } catch (CompletionException e) {
            throw new IllegalStateException(Main.sentence(e), e);
        }
    }

    /** Waits until the node has ended; the reason when it was not asked to. */
    public Optional<String> awaitEnd() {
        system.getWhenTerminated().toCompletableFuture().join();
        return Optional.ofNullable(promises.failure().getNow(null));
    }

    /** Whether it ended, or is about to, without being asked to. */
    boolean hasFailed() {
        return promises.failure().isDone();
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
