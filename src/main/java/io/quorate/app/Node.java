package io.quorate.app;

import akka.actor.typed.ActorSystem;
import ch.qos.logback.classic.Level;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.quorate.config.Configuration;
import io.quorate.config.mapping.ToDispatchers;
import io.quorate.config.mapping.ToJournal;
import io.quorate.config.mapping.ToRaft;
import io.quorate.http.GroupSeat;
import io.quorate.log.Group;
import io.quorate.raft.actor.AkkaSettings;
import io.quorate.readmodel.ReadModel;
import java.net.InetSocketAddress;
import java.security.Security;
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
        return start(configuration, Duties.ALL);
    }

    static Node start(Configuration configuration, Duties duties) {
        Root.Promises promises = new Root.Promises();
        if (configuration.flag("Debug")) {
            LogLevel.set(Level.DEBUG);
        }
        Config config = ToJournal.config(configuration)
                .withFallback(ToDispatchers.config(configuration))
                .withFallback(network(configuration))
                .withFallback(ConfigFactory.load());
        ActorSystem<Root.Command> system =
                ActorSystem.create(Root.create(configuration, duties, promises), AkkaSettings.SYSTEM, config);
        return new Node(system, promises);
    }

    /** A node that is alone has no network of nodes, and does not pay for one. */
    private static Config network(Configuration configuration) {
        if (!ToRaft.isGroup(configuration)) {
            return ConfigFactory.empty();
        }
        // Names are looked up at each connection, so that a node may move; the JVM must not remember them for long.
        Security.setProperty("networkaddress.cache.ttl", "5");
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
        return AkkaSettings.of(ToRaft.settings(configuration));
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

    /** Its group, once it has started; empty for a node that is alone, and before. */
    Optional<Group> group() {
        return promises.seat().getNow(Optional.empty()).map(GroupSeat::group);
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
