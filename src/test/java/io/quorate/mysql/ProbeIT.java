package io.quorate.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.PromotionRule;
import io.quorate.model.ReplicationChannel;
import io.quorate.model.ReplicationLag;
import io.quorate.model.Secret;
import io.quorate.model.ServerFlavor;
import io.quorate.model.ThreadState;
import io.quorate.model.gtid.GtidSet;
import io.quorate.sandbox.ReplicaSpec;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.SandboxTopology;
import io.quorate.sandbox.ServerDistribution;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Probes a chain of real servers of each version: a primary, a replica, and a replica of that. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProbeIT {

    @SuppressWarnings("NullAway.Init") // set before the first test
    private ServerLab lab;

    @BeforeAll
    void open() {
        lab = new ServerLab();
    }

    @AfterAll
    void close() {
        lab.close();
    }

    @ParameterizedTest
    @EnumSource
    void fillsAllFieldsOfAChain(ServerDistribution distribution) throws Exception {
        lab.require(distribution);
        try (SandboxTopology topology = lab.sandbox()
                .topology(distribution)
                .replica(ReplicaSpec.named("middle"))
                .replica(ReplicaSpec.named("last").below("middle"))
                .start()) {
            topology.primary().execute("CREATE DATABASE IF NOT EXISTS probed", "CREATE TABLE probed.things (id INT)");
            topology.awaitCaughtUp(Duration.ofSeconds(20));
            Instance primary = probe(topology.primary());
            awaitCheckpoint(topology.server("middle"));
            Instance middle = probe(topology.server("middle"));
            Instance last = probe(topology.server("last"));

            isThePrimary(primary, topology, distribution);
            isTheMiddle(middle, primary, topology, distribution);
            assertThat(last.above()).contains(middle.key());
            assertThat(last.replicas()).isEmpty();
            assertThat(last.isReplicating()).isTrue();
            costsFewRoundTrips(topology.server("middle"));
            costsLittleProcessorTime(topology.server("middle"));
            seesStoppedThreads(topology.server("last"), distribution);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_11_4"})
    void findsReplicasThatReportNoName(ServerDistribution distribution) throws Exception {
        lab.require(distribution);
        try (SandboxTopology topology = lab.sandbox()
                .topology(distribution)
                .replica(ReplicaSpec.named("nameless").with("report-host="))
                .replica(ReplicaSpec.named("named"))
                .start()) {
            assertThat(probe(topology.primary()).replicas())
                    .containsExactlyInAnyOrder(
                            topology.server("nameless").key(),
                            topology.server("named").key());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_8_0", "MARIADB_11_4"})
    void knowsServersByTheNameTheyCallThemselves(ServerDistribution distribution) throws Exception {
        lab.require(distribution);
        Settings settings = Settings.withAccount(ServerLab.USER, Secret.of(ServerLab.PASSWORD));
        JdbcServerGateways gateways = new JdbcServerGateways(settings, InstantSource.system());
        try (SandboxTopology topology =
                        lab.sandbox().topology(distribution).replicas(1).start();
                ServerGateway above = gateways.forProbing(topology.primary().key());
                ServerGateway below =
                        gateways.forProbing(topology.server("replica1").key())) {
            String host = topology.primary().queryOne("SELECT @@hostname").orElseThrow();
            Instance primary = above.probe();
            assertThat(primary.key())
                    .isEqualTo(new InstanceKey(host, topology.primary().port()));
            assertThat(below.probe().above()).contains(primary.key());
            assertThat(above.probe().replicas()).containsExactly(below.probe().key());
            assertThat(gateways.resolver().known()).containsEntry("127.0.0.1", host);
        }
    }

    /** Parallel workers report how far they have executed each 300 ms only, where coordinates are concerned. */
    private static void awaitCheckpoint(SandboxServer server) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> probe(server).channel().orElseThrow().isSqlThreadUpToDate());
    }

    private static void isThePrimary(Instance primary, SandboxTopology topology, ServerDistribution distribution) {
        SandboxServer server = topology.primary();
        assertThat(primary.key()).isEqualTo(server.key());
        assertThat(primary.serverId()).isEqualTo(server.port());
        assertThat(primary.version().flavor())
                .isEqualTo(distribution.isMariaDb() ? ServerFlavor.MARIADB : ServerFlavor.MYSQL);
        assertThat(primary.version().isAtLeast(5, 7, 22)).isTrue();
        assertThat(primary.uptime()).isBetween(Duration.ZERO, Duration.ofMinutes(5));
        assertThat(primary.isReadOnly()).isFalse();
        assertThat(primary.isReplica()).isFalse();
        assertThat(primary.lag()).isEqualTo(ReplicationLag.UNKNOWN);
        assertThat(primary.replicas()).containsExactly(topology.server("middle").key());
        assertThat(primary.binaryLog().canFeedReplicas()).isTrue();
        assertThat(primary.binaryLog().format()).isIn("ROW", "MIXED");
        assertThat(primary.binaryLog().rowImage()).isEqualTo("FULL");
        assertThat(primary.binaryLog().coordinates().file()).startsWith("binlog.");
        assertThat(primary.binaryLog().coordinates().position()).isPositive();
        assertThat(primary.gtid().executed())
                .get()
                .satisfies(set -> assertThat(set.isEmpty()).isFalse());
        if (!distribution.isMariaDb()) {
            assertThat(primary.serverUuid()).hasSize(36);
            assertThat(primary.gtid().supportsOracleGtid()).isTrue();
            assertThat(primary.gtid().purged()).isPresent();
        }
    }

    private static void isTheMiddle(
            Instance middle, Instance primary, SandboxTopology topology, ServerDistribution distribution) {
        assertThat(middle.above()).contains(primary.key());
        assertThat(middle.isReadOnly()).isTrue();
        assertThat(middle.isSuperReadOnly()).isEqualTo(!distribution.isMariaDb());
        assertThat(middle.replicas()).containsExactly(topology.server("last").key());
        assertThat(middle.lag().seconds()).get().matches(seconds -> seconds < 60);
        assertThat(middle.channels()).hasSize(1);
        ReplicationChannel channel = middle.channels().get(0);
        assertThat(channel.name()).isEmpty();
        assertThat(channel.user()).isEqualTo("repl");
        assertThat(channel.isReplicating()).isTrue();
        assertThat(channel.ioError().isPresent()).isFalse();
        assertThat(channel.readCoordinates()).isEqualTo(primary.binaryLog().coordinates());
        assertThat(channel.executedCoordinates()).isEqualTo(channel.readCoordinates());
        assertThat(channel.relayCoordinates().position()).isPositive();
        assertThat(channel.retrievedGtids()).isPresent();
        assertThat(channel.usesGtid()).isTrue();
        assertThat(channel.configuredDelay()).isZero();
        assertThat(channel.isFiltered()).isFalse();
        assertThat(channel.sourceUuid()).isEqualTo(primary.serverUuid());
        assertThat(middle.usesMariaDbGtid()).isEqualTo(distribution.isMariaDb());
        assertThat(middle.replicationCredentialsAvailable()).isEqualTo(!distribution.isMariaDb());
        GtidSet executed = middle.gtid().executed().orElseThrow();
        assertThat(executed.contains(primary.gtid().executed().orElseThrow())).isTrue();
    }

    private static void seesStoppedThreads(SandboxServer server, ServerDistribution distribution)
            throws ServerException {
        String word = distribution == ServerDistribution.MYSQL_9 ? "REPLICA" : "SLAVE";
        server.execute("STOP " + word + " IO_THREAD");
        ReplicationChannel channel = probe(server).channel().orElseThrow();
        assertThat(channel.ioThread()).isEqualTo(ThreadState.STOPPED);
        assertThat(channel.sqlThread()).isEqualTo(ThreadState.RUNNING);
        assertThat(channel.isStoppedByOperator()).isTrue();
        assertThat(channel.lag()).isEqualTo(ReplicationLag.UNKNOWN);
    }

    /** Counted on the wire; with all the configured queries the second round trip is theirs. */
    private static void costsFewRoundTrips(SandboxServer server) throws IOException, ServerException {
        assertThat(roundTrips(server, ServerLab.settings())).isEqualTo(1);
        Map<Question, String> queries = new EnumMap<>(Question.class);
        for (Question question : Question.values()) {
            queries.put(question, "SELECT '1' AS answer;");
        }
        queries.put(Question.PROMOTION_RULE, "SELECT 'prefer_not'");
        queries.put(Question.DATA_CENTER, "SELECT 'dc1' -- where it stands");
        Settings settings = ServerLab.settings().with(Settings.Probing.DEFAULT.with(queries));
        assertThat(roundTrips(server, settings)).isEqualTo(2);
        try (ServerGateway gateway = ServerLab.probing(server.key(), settings)) {
            Instance instance = gateway.probe();
            assertThat(instance.place().dataCenter()).isEqualTo("dc1");
            assertThat(instance.promotionRule()).contains(PromotionRule.PREFER_NOT);
            assertThat(instance.alias()).isEqualTo("1");
            assertThat(instance.semiSync().priority()).isEqualTo(1);
            assertThat(instance.lag()).isEqualTo(ReplicationLag.ofSeconds(1));
            assertThat(instance.usesPseudoGtid()).isTrue();
        }
    }

    private static int roundTrips(SandboxServer server, Settings settings) throws IOException, ServerException {
        try (CountingLink link = new CountingLink(server.port());
                ServerGateway gateway = ServerLab.probing(new InstanceKey("127.0.0.1", link.port()), settings)) {
            gateway.probe();
            gateway.probe();
            int before = link.roundTrips();
            gateway.probe();
            return link.roundTrips() - before;
        }
    }

    /** The limit leaves room for a busy machine; the figure to reach is printed. */
    private static void costsLittleProcessorTime(SandboxServer server) throws ServerException {
        int rounds = 500;
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        try (ServerGateway gateway = ServerLab.probing(server.key())) {
            for (int i = 0; i < rounds; i++) {
                gateway.probe();
            }
            long before = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < rounds; i++) {
                gateway.probe();
            }
            double millis = (threads.getCurrentThreadCpuTime() - before) / 1e6 / rounds;
            System.out.printf("probe of %s: %.2f ms of processor time%n", server, millis);
            assertThat(millis).isLessThan(3);
        }
    }

    private static Instance probe(SandboxServer server) throws ServerException {
        try (ServerGateway gateway = ServerLab.probing(server.key())) {
            return gateway.probe();
        }
    }
}
