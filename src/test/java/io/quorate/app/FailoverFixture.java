package io.quorate.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quorate.analysis.Diagnosis;
import io.quorate.model.DetectionRecord;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.Observation;
import io.quorate.model.PromotionRule;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.RecoveryStep;
import io.quorate.model.gtid.GtidSet;
import io.quorate.readmodel.ClusterView;
import io.quorate.sandbox.ReplicaSpec;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.SandboxTopology;
import io.quorate.sandbox.ServerDistribution;
import io.quorate.sandbox.TestServers;
import io.quorate.sandbox.TopologyBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.awaitility.core.ConditionFactory;

/**
 * Real servers, a light load on their primary, and a node that has found all of them and seen all well. What happens
 * then is the test's business; {@link Aftermath} looks at the ruins.
 */
final class FailoverFixture implements AutoCloseable {

    /** Long enough for a busy machine; nothing here should take a tenth of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final LogLines log = new LogLines();
    private final SandboxTopology servers;
    private final LocalNode node;
    private final WriteLoad load;
    private final InstanceKey firstPrimary;

    private FailoverFixture(SandboxTopology servers, Map<String, ?> settings) {
        this.servers = servers;
        this.firstPrimary = servers.primary().key();
        this.load = WriteLoad.on(servers.primary());
        this.node = LocalNode.watching(List.of(servers.replicas().get(0).key()), settings);
    }

    /** A primary and three replicas, one of them below another: {@code replica1}, {@code replica2}, {@code low}. */
    static FailoverFixture chain(ServerDistribution distribution) {
        return start(
                distribution,
                builder -> builder.replicas(2).replica(ReplicaSpec.named("low").below("replica2")));
    }

    /** A primary and these replicas. */
    static FailoverFixture start(ServerDistribution distribution, UnaryOperator<TopologyBuilder> description) {
        return start(distribution, description, Map.of());
    }

    /** The same with special settings of the node. */
    static FailoverFixture start(
            ServerDistribution distribution, UnaryOperator<TopologyBuilder> description, Map<String, ?> settings) {
        SandboxTopology servers =
                description.apply(TestServers.topology(distribution)).start();
        FailoverFixture fixture = new FailoverFixture(servers, settings);
        try {
            fixture.awaitDiscovery();
            return fixture;
        } catch (RuntimeException e) {
            fixture.close();
            throw e;
        }
    }

    private void awaitDiscovery() {
        awaitView(
                "all servers are found and well",
                cluster -> cluster.size() == servers.servers().size()
                        && cluster.topology().members().stream().allMatch(Member::isLastCheckValid)
                        && cluster.topology().members().stream()
                                        .filter(Member::isReplicating)
                                        .count()
                                == servers.replicas().size());
    }

    // ---- who is there

    SandboxTopology servers() {
        return servers;
    }

    SandboxServer server(String name) {
        return servers.server(name);
    }

    SandboxServer server(InstanceKey key) {
        return servers.servers().stream()
                .filter(s -> s.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    SandboxServer primary() {
        return servers.primary();
    }

    LocalNode node() {
        return node;
    }

    Operator operator() {
        return node.operator();
    }

    WriteLoad load() {
        return load;
    }

    /** All running servers that take writes. */
    List<SandboxServer> writable() {
        return servers.servers().stream()
                .filter(SandboxServer::isRunning)
                .filter(server -> !Inspection.of(server).isReadOnly())
                .toList();
    }

    // ---- what an operator does

    /** Stops these, and waits until the node has seen it. */
    void stopReplicas(List<SandboxServer> replicas) {
        replicas.forEach(replica -> replica.replication().stop());
        replicas.forEach(replica -> waiting("the node sees that " + replica + " is stopped")
                .until(() -> !member(replica).isReplicating()));
    }

    /** The replica receives nothing more from here on; what it has received is applied. */
    static void stopReceiving(SandboxServer replica) {
        replica.execute("STOP " + (replica.distribution().isMariaDb() ? "SLAVE" : "REPLICA") + " IO_THREAD");
    }

    /** Registers a promotion rule. */
    void rule(String replica, PromotionRule rule) {
        operator().rule(server(replica).key(), rule.word());
    }

    // ---- what replicas hold

    /** What each of these has received; to be taken when their source is dead. */
    Map<SandboxServer, GtidSet> received(List<SandboxServer> replicas) {
        Map<SandboxServer, GtidSet> all = new HashMap<>();
        replicas.forEach(replica -> all.put(replica, Inspection.of(replica).received()));
        return all;
    }

    /** Waits until the load has written this many more rows. */
    void awaitRows(int more) {
        long wanted = load.acknowledged() + more;
        waiting("the load writes " + more + " rows").until(() -> load.acknowledged() >= wanted);
    }

    // ---- what the node sees and does

    static ConditionFactory waiting(String forWhat) {
        return await(forWhat).atMost(PATIENCE).pollInterval(Duration.ofMillis(25));
    }

    /** The cluster of the first primary as the node sees it; empty before it is found. */
    Optional<ClusterView> view() {
        return node.readModel().view().clusterOf(firstPrimary);
    }

    void awaitView(String what, Predicate<ClusterView> condition) {
        waiting(what).until(() -> view().filter(condition).isPresent());
    }

    Member member(SandboxServer server) {
        return node.readModel().view().member(server.key()).orElseThrow();
    }

    List<RecoveryRecord> recoveries() {
        return node.readModel().state().recoveries().recoveries();
    }

    List<DetectionRecord> detections() {
        return node.readModel().state().recoveries().detections();
    }

    /** Waits for the end of the nth recovery. */
    RecoveryRecord awaitRecovery(int nth) {
        waiting("recovery " + nth + " ends")
                .until(() ->
                        recoveries().size() >= nth && !recoveries().get(nth - 1).isRunning());
        return recoveries().get(nth - 1);
    }

    RecoveryRecord awaitRecovery() {
        return awaitRecovery(1);
    }

    List<String> steps(RecoveryRecord recovery) {
        return node.readModel().state().recoveries().stepsOf(recovery.uid()).stream()
                .map(RecoveryStep::message)
                .toList();
    }

    Aftermath aftermathOf(RecoveryRecord recovery) {
        return new Aftermath(this, recovery);
    }

    /** Waits until the node shows this diagnosis of the server, and says this of what may be done about it. */
    void awaitDiagnosis(SandboxServer server, String code, String reason) {
        waiting(server + " is diagnosed " + code)
                .untilAsserted(() -> assertThat(diagnoses()).anySatisfy(diagnosis -> {
                    assertThat(diagnosis.key()).isEqualTo(server.key());
                    assertThat(diagnosis.code().apiName()).isEqualTo(code);
                    assertThat(diagnosis.actionability().reason()).contains(reason);
                }));
    }

    List<Diagnosis> diagnoses() {
        return node.readModel().view().clusters().stream()
                .flatMap(cluster -> cluster.diagnoses().stream())
                .toList();
    }

    /** Waits until the log says so. */
    void awaitLogged(String... parts) {
        waiting("a line in the log")
                .untilAsserted(() -> assertThat(log.lines())
                        .anySatisfy(line -> assertThat(line).contains(parts)));
    }

    /** The log does not say so. */
    void assertNotLogged(String part) {
        assertThat(log.lines()).noneSatisfy(line -> assertThat(line).contains(part));
    }

    /** Waits until each server has been probed, well or in vain, this often from now on. */
    void awaitRounds(int rounds) {
        RoundCounter counter = new RoundCounter();
        waiting(rounds + " rounds of probes have passed").until(() -> {
            view().ifPresent(counter::look);
            return counter.rounds() >= rounds;
        });
    }

    /** Waits until the node sees this primary with so many replicas that replicate from it. */
    void awaitHealthy(SandboxServer head, int replicas) {
        waiting(head + " is seen with " + replicas + " replicas")
                .until(() -> node.readModel()
                        .view()
                        .clusterOf(head.key())
                        .map(ClusterView::topology)
                        .filter(topology -> topology.member(head.key())
                                .filter(Member::isLastCheckValid)
                                .isPresent())
                        .filter(topology -> topology.replicasOf(head.key()).stream()
                                        .filter(Member::isLastCheckValid)
                                        .filter(Member::isReplicating)
                                        .count()
                                == replicas)
                        .isPresent());
    }

    /** Waits until probes of the server have failed without a break for so long: much longer than a verdict takes. */
    void awaitFailingFor(SandboxServer server, Duration length) {
        waiting("probes of " + server + " fail for " + length).until(() -> {
            Observation seen = member(server).observation();
            return seen.failingSince().isPresent()
                    && seen.lastChecked().isPresent()
                    && Duration.between(
                                            seen.failingSince().get(),
                                            seen.lastChecked().get())
                                    .compareTo(length)
                            >= 0;
        });
    }

    /** The node has let everything be: no recovery, and every server as it was. */
    void assertNothingWasDone() {
        assertThat(recoveries()).as("recoveries").isEmpty();
        assertReplicasUntouched();
    }

    /** Each replica is read-only and below the first primary, as it was at the start (for topologies of two levels). */
    void assertReplicasUntouched() {
        for (SandboxServer replica : servers.replicas()) {
            assertThat(Inspection.of(replica).isReadOnly())
                    .as("read_only of " + replica)
                    .isTrue();
            assertThat(replica.replication().source())
                    .as("source of " + replica)
                    .contains(firstPrimary);
        }
    }

    @Override
    public void close() {
        log.close();
        load.close();
        node.close();
        servers.close();
    }
}
