package io.quorate.http;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.quorate.log.RaftLog;
import io.quorate.raft.actor.AkkaSettings;
import io.quorate.raft.actor.Peer;
import io.quorate.raft.actor.RaftNode;
import io.quorate.raft.actor.RaftNodeSettings;
import io.quorate.raft.core.RaftSettings;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.readmodel.ClusterNaming;
import io.quorate.readmodel.LiveReadModel;
import io.quorate.readmodel.NodeFacts;
import io.quorate.readmodel.ProbeSamples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Nodes of one group in this process, each with an actor system, a journal and an HTTP port. */
final class RaftNodes implements AutoCloseable {

    /** One node. */
    record Member(String address, String uri, ActorSystem<Void> system, HttpServer server) {}

    private final List<Member> members = new ArrayList<>();

    RaftNodes(Path folder, int count) {
        List<String> addresses = IntStream.range(0, count)
                .mapToObj(i -> "127.0.0.1:" + freePort())
                .toList();
        addresses.forEach(address -> members.add(start(folder, address, addresses)));
    }

    List<Member> members() {
        return members;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RaftNodeSettings settings(String address, List<String> addresses, String uri) {
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        return new RaftNodeSettings(
                new NodeId(address),
                "127.0.0.1",
                port,
                "127.0.0.1",
                port,
                Optional.empty(),
                Optional.of(uri),
                addresses.stream().map(Peer::of).toList(),
                false,
                RaftSettings.of(Duration.ofSeconds(1)),
                Duration.ofSeconds(10),
                "quorate",
                "quorate.journal",
                "quorate.snapshot-store",
                Optional.empty(),
                20L * 1024 * 1024,
                Optional.empty(),
                false);
    }

    private static Member start(Path folder, String address, List<String> addresses) {
        int httpPort = freePort();
        String uri = "http://127.0.0.1:" + httpPort;
        RaftNodeSettings settings = settings(address, addresses, uri);
        RaftLog log = new RaftLog(settings);
        String file = folder.resolve(address.replace(':', '_') + ".db").toString();
        Config config = ConfigFactory.parseMap(Map.of(
                        "quorate.journal.store.sqlite.file",
                        file,
                        "quorate.snapshot-store.store.sqlite.file",
                        file,
                        "akka.loglevel",
                        "WARNING",
                        "akka.coordinated-shutdown.run-by-actor-system-terminate",
                        "off"))
                .withFallback(AkkaSettings.of(settings))
                .withFallback(ConfigFactory.load());
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.setup(context -> {
                    context.spawn(log.behavior(), RaftNode.NAME);
                    return Behaviors.empty();
                }),
                AkkaSettings.SYSTEM,
                config);
        return new Member(address, uri, system, TestNode.await(listen(system, httpPort, address, log)));
    }

    private static java.util.concurrent.CompletionStage<HttpServer> listen(
            ActorSystem<Void> system, int httpPort, String address, RaftLog log) {
        InstantSource clock = InstantSource.system();
        LiveReadModel readModel = new LiveReadModel(
                log,
                ClusterNaming.NONE,
                () -> new NodeFacts(address, "ab".repeat(32), "0.1", "quorate.db", Instant.EPOCH, Optional.empty()),
                new ProbeSamples(Duration.ofMinutes(2)),
                clock);
        Ports ports = new Ports(
                readModel,
                log,
                new TestNode.FakeDiscovery(),
                new TestNode.FakeRecovery(),
                new TestNode.FakeNames(),
                clock,
                Optional.of(new GroupSeat(log, address, address, 10_008, Optional.empty())));
        return HttpServer.start(system, Settings.onLoopback(httpPort), ports);
    }

    @Override
    public void close() {
        members.forEach(member -> TestNode.await(member.server().stop(Duration.ofMillis(100))));
        members.forEach(member -> member.system().terminate());
        members.forEach(member -> TestNode.await(member.system().getWhenTerminated()));
    }
}
