package io.quorate.dashboard.web;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import io.quorate.http.DiscoveryCommands;
import io.quorate.http.HostNames;
import io.quorate.http.HttpServer;
import io.quorate.http.Ports;
import io.quorate.http.RecoveryCommands;
import io.quorate.http.Settings;
import io.quorate.model.BinlogCoordinates;
import io.quorate.model.FailureSummary;
import io.quorate.model.InstanceKey;
import io.quorate.model.Observation;
import io.quorate.model.RecoveryKind;
import io.quorate.model.RecoveryRecord;
import io.quorate.readmodel.ClusterNaming;
import io.quorate.readmodel.FakeLog;
import io.quorate.readmodel.LiveReadModel;
import io.quorate.readmodel.NodeFacts;
import io.quorate.readmodel.ProbeSamples;
import io.quorate.readmodel.SampleServers;
import io.quorate.statemachine.Change;
import io.quorate.statemachine.RecoveryChange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A node with a real HTTP server, whose servers are told by the test; its clock stands still. */
final class PageNode implements AutoCloseable {

    static final Instant NOW = SampleServers.NOW;
    static final String RECOVERY = "3f1c-recovery";

    final FakeLog log = new FakeLog();
    private final ActorSystem<Void> system = ActorSystem.create(
            Behaviors.empty(),
            "page-test",
            ConfigFactory.parseString("akka.loglevel = WARNING").withFallback(ConfigFactory.load()));
    final LiveReadModel readModel = new LiveReadModel(
            log,
            ClusterNaming.NONE,
            () -> new NodeFacts("node1", "ab".repeat(32), "0.1", "quorate.db", NOW.minusSeconds(60), Optional.empty()),
            new ProbeSamples(Duration.ofMinutes(2)),
            InstantSource.fixed(NOW));
    private final Ports ports =
            new Ports(readModel, log, new NoDiscovery(), new NoRecovery(), new NoNames(), InstantSource.fixed(NOW));
    private HttpServer server = start(0);

    private HttpServer start(int port) {
        return await(HttpServer.start(system, Settings.onLoopback(port), ports));
    }

    String address() {
        return "http://127.0.0.1:" + server.address().getPort() + "/";
    }

    /** The server goes away and comes back where it was. */
    void stopServer() {
        await(server.stop(Duration.ofMillis(100)));
    }

    void startServerAgain() {
        server = start(server.address().getPort());
    }

    void apply(Change change) {
        await(log.propose(change));
    }

    /** Registers the recovery of {@code db1:3306}, primary of the cluster {@code shop}. */
    void beginRecovery(String evidence) {
        FailureSummary failure = new FailureSummary(
                SampleServers.key("db1"),
                "DeadMaster",
                "The primary does not answer; all its replicas lost it",
                List.of(evidence),
                "db1:3306",
                "shop",
                "",
                true,
                false,
                List.of(SampleServers.key("db2"), SampleServers.key("db3")),
                "");
        apply(new RecoveryChange.RegisterRecovery(
                RECOVERY, RecoveryKind.PRIMARY, failure, "node1", 1, 0, false, NOW, Duration.ofHours(1)));
    }

    void step(int millis, String message) {
        apply(new RecoveryChange.RecordSteps(
                RECOVERY, List.of(new RecoveryChange.RecordSteps.Step(NOW.plusMillis(millis), message))));
    }

    void endRecovery(int millis, String successor, String lost) {
        RecoveryRecord.Result result = new RecoveryRecord.Result(
                true,
                Optional.of(SampleServers.key(successor)),
                "",
                "MasterRecoveryGTID",
                BinlogCoordinates.NONE,
                List.of(SampleServers.key(successor)),
                List.of(SampleServers.key(lost)),
                List.of());
        apply(new RecoveryChange.ResolveRecovery(RECOVERY, result, NOW.plusMillis(millis)));
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the node did not do it in 20 s", e);
        }
    }

    @Override
    public void close() {
        stopServer();
        system.terminate();
        await(system.getWhenTerminated());
    }

    private static <T> CompletionStage<T> refused() {
        return CompletableFuture.failedFuture(new IllegalStateException("the page asks for nothing of the kind"));
    }

    private static final class NoDiscovery implements DiscoveryCommands {
        @Override
        public CompletionStage<Observation> probe(InstanceKey key) {
            return refused();
        }

        @Override
        public boolean isIgnored(InstanceKey key) {
            return false;
        }
    }

    private static final class NoRecovery implements RecoveryCommands {
        @Override
        public CompletionStage<Recovered> recover(
                InstanceKey failed, Optional<InstanceKey> candidate, boolean skipHooks) {
            return refused();
        }
    }

    private static final class NoNames implements HostNames {
        @Override
        public CompletionStage<String> resolve(String host) {
            return CompletableFuture.completedFuture(host);
        }

        @Override
        public CompletionStage<Void> connect(InstanceKey key) {
            return refused();
        }

        @Override
        public SortedMap<String, String> cache() {
            return new TreeMap<>();
        }

        @Override
        public void clear() {}
    }
}
