package io.quorate.recovery.run;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import io.quorate.hooks.HookResult;
import io.quorate.model.Annotations;
import io.quorate.model.ClusterFilter;
import io.quorate.model.FailureSummary;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Observation;
import io.quorate.model.ProbeFailure;
import io.quorate.model.RecoveryKind;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.Secret;
import io.quorate.model.Topology;
import io.quorate.model.gtid.ErrantGtids;
import io.quorate.model.gtid.GtidSet;
import io.quorate.model.gtid.GtidSource;
import io.quorate.model.gtid.Lineage;
import io.quorate.mysql.JdbcServerGateways;
import io.quorate.mysql.ReplicationStatus;
import io.quorate.mysql.ServerException;
import io.quorate.mysql.ServerGateway;
import io.quorate.mysql.Settings;
import io.quorate.recovery.plan.RecoveryPolicy;
import io.quorate.sandbox.ReplicaSpec;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.SandboxTopology;
import io.quorate.sandbox.ServerDistribution;
import io.quorate.sandbox.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kills primaries of real topologies and recovers them, without probing and diagnosis: those are tested elsewhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecoveryRunIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ActorTestKit kit = ActorTestKit.create();
    private final ExecutorService blocking = Executors.newCachedThreadPool();
    private final JdbcServerGateways gateways = new JdbcServerGateways(settings(), InstantSource.system());

    @AfterAll
    void stop() {
        kit.shutdownTestKit();
        blocking.shutdownNow();
    }

    static List<ServerDistribution> versions() {
        return TestServers.failoverVersions();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void keepsEveryTransactionThatAReplicaReceivedWhenThePrimaryIsKilledUnderWrites(ServerDistribution version)
            throws Exception {
        try (SandboxTopology servers = TestServers.topology(version).replicas(3).start()) {
            prepareTable(servers);
            Topology topology = observe(servers);
            try (Writer writer = Writer.on(servers.primary(), blocking)) {
                writer.awaitRows(200);
                servers.primary().kill();
            }
            List<GtidSet> received = received(servers.replicas());
            RecoveryRecord.Result result = recover(topology, servers, Optional.empty(), "SIGKILL " + version);
            SandboxServer successor = promoted(result, servers);
            assertThat(result.lostReplicas()).isEmpty();
            assertThat(received).allMatch(set -> executed(successor).contains(set));
            assertEveryoneFollows(successor, servers);
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aReplicaThatIsBehindCatchesUpFromTheMostAdvancedBeforeItIsPromoted(ServerDistribution version)
            throws Exception {
        try (SandboxTopology servers = TestServers.topology(version).replicas(2).start()) {
            prepareTable(servers);
            SandboxServer behind = servers.server("replica1");
            behind.replication().stop();
            servers.primary().execute("INSERT INTO work.t (who) VALUES ('late'), ('later')");
            SandboxTopology.awaitCaughtUp(servers.server("replica2"), servers.primary(), PATIENCE);
            behind.replication().start();
            behind.replication().stop();
            Topology topology = observe(servers);
            servers.primary().kill();
            GtidSet most = executed(servers.server("replica2"));
            RecoveryRecord.Result result = recover(topology, servers, Optional.of(behind.key()), "catch-up " + version);
            assertThat(result.successor()).contains(behind.key());
            assertThat(executed(behind).contains(most)).isTrue();
            assertEveryoneFollows(behind, servers);
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void neitherADelayedReplicaNorOneThatWasWrittenToIsPromoted(ServerDistribution version) throws Exception {
        try (SandboxTopology servers = TestServers.topology(version)
                .replica(ReplicaSpec.named("replica1"))
                .replica(ReplicaSpec.named("delayed").delayedBy(Duration.ofHours(1)))
                .replica(ReplicaSpec.named("written").with("read-only=OFF", "loose-super-read-only=OFF"))
                .start()) {
            prepareTable(servers);
            boolean hasOwnGtids = !version.isMariaDb();
            if (hasOwnGtids) {
                servers.server("written").execute("CREATE DATABASE errant");
            }
            servers.primary().execute("INSERT INTO work.t (who) VALUES ('last')");
            SandboxTopology.awaitCaughtUp(servers.server("replica1"), servers.primary(), PATIENCE);
            SandboxTopology.awaitCaughtUp(servers.server("written"), servers.primary(), PATIENCE);
            Topology topology = observe(servers);
            servers.primary().kill();
            RecoveryRecord.Result result =
                    recover(topology, servers, Optional.empty(), "delayed and errant " + version);
            assertThat(result.successor())
                    .hasValueSatisfying(key -> assertThat(key)
                            .isNotEqualTo(servers.server("delayed").key()));
            if (hasOwnGtids) {
                assertThat(result.successor())
                        .contains(servers.server("replica1").key());
            }
            assertThat(result.lostReplicas()).isEmpty();
            assertThat(servers.server("delayed").replication().source()).isEqualTo(result.successor());
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aPrimaryThatHangsIsReplacedAndClosedWhenItComesTo(ServerDistribution version) throws Exception {
        try (SandboxTopology servers = TestServers.topology(version).replicas(3).start()) {
            prepareTable(servers);
            Topology topology = observe(servers);
            servers.primary().pause();
            restartFetching(servers.replicas());
            RecoveryRecord.Result result = recover(topology, servers, Optional.empty(), "SIGSTOP " + version);
            SandboxServer successor = promoted(result, servers);
            assertEveryoneFollows(successor, servers);
            servers.primary().resume();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() ->
                            servers.primary().queryOne("SELECT @@read_only").equals(Optional.of("1")));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aReplicaThatHangsSinceItWasProbedIsLostAndHoldsNobodyUp(ServerDistribution version) throws Exception {
        try (SandboxTopology servers = TestServers.topology(version).replicas(3).start()) {
            prepareTable(servers);
            Topology topology = observe(servers);
            SandboxServer hung = servers.server("replica1");
            servers.primary().kill();
            hung.pause();
            Instant before = Instant.now();
            RecoveryRecord.Result result = recover(topology, servers, Optional.empty(), "hung replica " + version);
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
            assertThat(result.isSuccessful()).isTrue();
            assertThat(result.lostReplicas()).containsExactly(hung.key());
        }
    }

    /** As is done to learn whether replicas can reach their source; they report an error a second later. */
    private void restartFetching(List<SandboxServer> replicas) throws ServerException {
        for (SandboxServer replica : replicas) {
            try (ServerGateway line = gateways.forOperations(replica.key())) {
                assertThat(line.reconnectReplication("", Duration.ofSeconds(1))).isFalse();
            }
        }
    }

    private RecoveryRecord.Result recover(
            Topology topology, SandboxTopology servers, Optional<InstanceKey> designated, String title) {
        InstanceKey failed = servers.primary().key();
        List<InstanceKey> replicas =
                topology.replicasOf(failed).stream().map(m -> m.key()).toList();
        FailureSummary failure = new FailureSummary(
                failed, "DeadMaster", "", List.of(), topology.name(), "", "", true, false, replicas, "");
        Assignment assignment = new Assignment(
                Incident.UID,
                failure,
                Optional.of(RecoveryKind.PRIMARY),
                topology,
                designated.isPresent(),
                designated,
                false,
                Optional.empty());
        FakeLog log = new FakeLog();
        RecoveryPolicy policy =
                RecoveryPolicy.DEFAULT.with(RecoveryPolicy.Scope.DEFAULT.withPrimaries(ClusterFilter.ALL));
        Surroundings with = new Surroundings(
                "n1",
                log,
                gateways,
                (point, context, listener) -> HookResult.of(point, List.of()),
                policy,
                "mysql/master",
                blocking,
                blocking,
                new WorkInProgress(),
                InstantSource.system());
        TestProbe<Ended> probe = kit.createTestProbe();
        kit.spawn(Recovery.create(assignment, with, probe.ref()));
        Ended ended = probe.receiveMessage(PATIENCE);
        System.out.println("--- " + title);
        log.steps(Incident.UID).forEach(System.out::println);
        return Incident.result(ended);
    }

    private static SandboxServer promoted(RecoveryRecord.Result result, SandboxTopology servers) {
        assertThat(result.errors()).isEmpty();
        return servers.replicas().stream()
                .filter(s -> result.successor().equals(Optional.of(s.key())))
                .findFirst()
                .orElseThrow();
    }

    private static void assertEveryoneFollows(SandboxServer successor, SandboxTopology servers) {
        successor.execute("INSERT INTO work.t (who) VALUES ('after')");
        for (SandboxServer replica : servers.replicas()) {
            if (replica != successor && replica.replication().isRunning()) {
                assertThat(replica.replication().source()).contains(successor.key());
                SandboxTopology.awaitCaughtUp(replica, successor, PATIENCE);
                assertThat(replica.queryOne("SELECT COUNT(*) FROM work.t"))
                        .isEqualTo(successor.queryOne("SELECT COUNT(*) FROM work.t"));
                assertThat(replica.queryOne("SELECT @@read_only")).contains("1");
            }
        }
    }

    private static void prepareTable(SandboxTopology servers) {
        servers.primary()
                .execute(
                        "CREATE DATABASE work",
                        "CREATE TABLE work.t (id INT AUTO_INCREMENT PRIMARY KEY, who VARCHAR(20))");
        servers.replicas().stream()
                .filter(replica -> replica.replication().isRunning())
                .filter(replica -> replica.queryOne("SELECT @@read_only").isPresent())
                .filter(RecoveryRunIT::isNotDelayed)
                .forEach(replica -> SandboxTopology.awaitCaughtUp(replica, servers.primary(), PATIENCE));
    }

    private static boolean isNotDelayed(SandboxServer replica) {
        return replica.replication().status("SQL_Delay").equals(Optional.of("0"));
    }

    /** Probes all, then says that the primary has failed. */
    private Topology observe(SandboxTopology servers) throws ServerException {
        Instant now = Instant.now();
        Instance primary = probe(servers.primary());
        List<Observation> observations = new ArrayList<>();
        observations.add(Observation.unprobed(primary.key())
                .seen(primary, now, now)
                .failed(new ProbeFailure(ProbeFailure.Kind.REFUSED, "killed", false), now, now));
        for (SandboxServer server : servers.replicas()) {
            Instance replica = withErrant(probe(server), primary);
            observations.add(Observation.unprobed(replica.key()).seen(replica, now, now));
        }
        return Topology.of(primary.key().toString(), observations, key -> Annotations.NONE);
    }

    private static Instance withErrant(Instance replica, Instance primary) {
        Lineage lineage = GtidSource.parseUuid(primary.serverUuid())
                .map(uuid -> Lineage.none().withUuids(Set.of(uuid)))
                .orElse(Lineage.none());
        return ErrantGtids.of(
                        replica.gtid().executed().orElseThrow(),
                        primary.gtid().executed().orElseThrow(),
                        lineage.withServerIds(Set.of(primary.serverId())))
                .map(errant -> replica.withGtid(replica.gtid().withErrant(errant)))
                .orElse(replica);
    }

    private Instance probe(SandboxServer server) throws ServerException {
        try (ServerGateway line = gateways.forProbing(server.key())) {
            return line.probe();
        }
    }

    private List<GtidSet> received(List<SandboxServer> replicas) throws ServerException {
        List<GtidSet> all = new ArrayList<>();
        for (SandboxServer replica : replicas) {
            try (ServerGateway line = gateways.forOperations(replica.key())) {
                ReplicationStatus status = line.readStatus();
                status.executed().ifPresent(all::add);
                status.channels().forEach(c -> c.retrievedGtids().ifPresent(all::add));
            }
        }
        return all;
    }

    private GtidSet executed(SandboxServer server) {
        try (ServerGateway line = gateways.forOperations(server.key())) {
            return line.readStatus().executed().orElseThrow();
        } catch (ServerException e) {
            throw new AssertionError(e);
        }
    }

    /** Keys stay as they are written: on one machine all servers have the same host name. */
    private static Settings settings() {
        Settings.Names names = Settings.Names.DEFAULT;
        return Settings.withAccount("quorate", Secret.of("quorate"))
                .with(new Settings.Names(
                        names.resolve(),
                        Settings.Names.OwnName.AS_CONNECTED,
                        names.reject(),
                        names.expiry(),
                        names.dnsLimit(),
                        names.defaultPort()));
    }
}
