package io.quorate.raft.actor;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import com.typesafe.config.ConfigFactory;
import io.quorate.raft.actor.transport.ArteryTransport;
import io.quorate.raft.core.RaftSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Several nodes in this process, each with an actor system, a real port and an SQLite journal of its own. */
final class Nodes implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Faster than in production, so that tests are, too. */
    static final RaftSettings FAST = RaftSettings.of(Duration.ofMillis(500));

    record Running(ActorSystem<Void> system, RaftNode<List<String>> node) {}

    private final Path folder;
    private final List<String> addresses = new ArrayList<>();
    private final Map<String, Running> running = new LinkedHashMap<>();
    final Faults faults = new Faults();

    Nodes(Path folder, int count) {
        this.folder = folder;
        for (int i = 0; i < count; i++) {
            addresses.add("127.0.0.1:" + freePort());
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> addresses() {
        return addresses;
    }

    RaftNodeSettings settings(String address) {
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        return RaftNodeSettings.at("127.0.0.1", port, addresses).withRaft(FAST);
    }

    Path database(String address) {
        return folder.resolve(address.replace(':', '_') + ".db");
    }

    RaftNode<List<String>> start(String address) {
        return start(address, UnaryOperator.identity());
    }

    RaftNode<List<String>> start(String address, UnaryOperator<RaftNodeSettings> change) {
        RaftNodeSettings settings = change.apply(settings(address));
        RaftNode<List<String>> node =
                new RaftNode<>(settings, new Words(), context -> faults.around(settings.address(), artery(context)));
        var config = ConfigFactory.parseMap(Map.of(
                        "quorate.journal.store.sqlite.file",
                        database(address).toString(),
                        "quorate.snapshot-store.store.sqlite.file",
                        database(address).toString(),
                        "akka.loglevel",
                        "WARNING",
                        "akka.coordinated-shutdown.run-by-actor-system-terminate",
                        "off"))
                .withFallback(AkkaSettings.of(settings))
                .withFallback(ConfigFactory.load());
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.setup(context -> {
                    context.spawn(node.behavior(), RaftNode.NAME);
                    return Behaviors.empty();
                }),
                AkkaSettings.SYSTEM,
                config);
        running.put(address, new Running(system, node));
        return node;
    }

    private static ArteryTransport artery(ActorContext<?> context) {
        return ArteryTransport.start(context);
    }

    void startAll() {
        addresses.forEach(this::start);
    }

    RaftNode<List<String>> node(String address) {
        return Objects.requireNonNull(running.get(address)).node();
    }

    RaftNode<List<String>> node(int number) {
        return node(addresses.get(number));
    }

    List<RaftNode<List<String>>> all() {
        return running.values().stream().map(Running::node).toList();
    }

    /** How many nodes are up in the eyes of that one's Akka cluster. */
    long clusterSize(String address) {
        return Cluster.get(Objects.requireNonNull(running.get(address)).system())
                .state()
                .members()
                .filter(member -> member.status().equals(MemberStatus.up()))
                .size();
    }

    void stop(String address) {
        Running stopped = Objects.requireNonNull(running.remove(address));
        stopped.system().terminate();
        get(stopped.system().getWhenTerminated());
    }

    /** The leader, once one is sure of itself. */
    RaftNode<List<String>> leader() {
        until("a leader", () -> all().stream().anyMatch(RaftNode::leadsNow));
        return all().stream().filter(node -> node.tenure().isSelf()).findFirst().orElseGet(this::leader);
    }

    RaftNode<List<String>> follower() {
        RaftNode<List<String>> leader = leader();
        until(
                "followers",
                () -> all().stream()
                        .allMatch(
                                n -> n.tenure().leader().equals(leader.tenure().leader())));
        return all().stream().filter(node -> node != leader).findFirst().orElseThrow();
    }

    static String propose(RaftNode<List<String>> node, String word) {
        return Words.text(get(node.propose(Words.bytes(word), Optional.empty())));
    }

    static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no answer: " + e, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new AssertionError(e.getCause());
        }
    }

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited " + PATIENCE + " in vain for: " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() {
        running.values().forEach(one -> one.system().terminate());
        running.values().forEach(one -> get(one.system().getWhenTerminated()));
    }
}
