package io.quorate.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.model.BinlogCoordinates;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.ReplicationChannel;
import io.quorate.model.ThreadState;
import io.quorate.model.gtid.GtidSet;
import io.quorate.mysql.SourceChange.Positioning;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.SandboxTopology;
import io.quorate.sandbox.ServerDistribution;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Changes real servers of each version: a primary and two replicas. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

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
    void operatesOnReplicas(ServerDistribution distribution) throws Exception {
        lab.require(distribution);
        try (SandboxTopology topology =
                        lab.sandbox().topology(distribution).replicas(2).start();
                ServerGateway one =
                        ServerLab.operating(topology.server("replica1").key());
                ServerGateway two =
                        ServerLab.operating(topology.server("replica2").key())) {
            topology.primary().execute("CREATE DATABASE work", "CREATE TABLE work.t (id INT PRIMARY KEY)");
            stopsAndStartsThreads(two);
            waitsForRelayLogs(topology, two);
            waitsForTransactions(topology, two, distribution);
            movesBelowAnotherSource(topology, one, two);
            movesByCoordinates(topology, two, distribution);
            keepsNamesInsideTheirQuotes(two);
            opensAndCloses(two, distribution);
            treatsChannelsApart(topology, one, two, distribution);
            forgetsItsSource(two);
        }
    }

    private static void stopsAndStartsThreads(ServerGateway two) throws ServerException {
        two.stopReplication("", ReplicationThreads.IO);
        assertThat(channel(two).ioThread()).isEqualTo(ThreadState.STOPPED);
        assertThat(channel(two).sqlThread()).isEqualTo(ThreadState.RUNNING);
        two.stopReplication("", ReplicationThreads.BOTH);
        two.stopReplication("", ReplicationThreads.BOTH);
        assertThat(channel(two).sqlThread()).isEqualTo(ThreadState.STOPPED);
        two.startReplication("", ReplicationThreads.BOTH);
        awaitReplicating(two);
    }

    private static void waitsForRelayLogs(SandboxTopology topology, ServerGateway two) throws ServerException {
        two.stopReplication("", ReplicationThreads.SQL);
        topology.primary().execute("INSERT INTO work.t VALUES (1)");
        GtidSet wanted = executed(topology.primary());
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> channel(two)
                        .retrievedGtids()
                        .map(set -> set.contains(wanted) || wanted.subtract(set).count() < wanted.count())
                        .orElse(false));
        assertThat(two.awaitRelayLogsApplied("", PATIENCE)).isFalse();
        two.startReplication("", ReplicationThreads.SQL);
        assertThat(two.awaitRelayLogsApplied("", PATIENCE)).isTrue();
        two.stopReplication("", ReplicationThreads.IO);
        assertThat(two.awaitRelayLogsApplied("", PATIENCE)).isTrue();
        two.startReplication("", ReplicationThreads.IO);
        awaitReplicating(two);
    }

    private static void waitsForTransactions(
            SandboxTopology topology, ServerGateway two, ServerDistribution distribution) throws ServerException {
        topology.primary().execute("INSERT INTO work.t VALUES (2)");
        assertThat(two.awaitExecuted(executed(topology.primary()), PATIENCE)).isTrue();
        GtidSet never = GtidSet.parse(
                distribution.isMariaDb()
                        ? "0-1-1000000"
                        : topology.primary().queryOne("SELECT @@server_uuid").orElseThrow() + ":1-1000000");
        long before = System.nanoTime();
        assertThat(two.awaitExecuted(never, Duration.ofMillis(300))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(250), Duration.ofSeconds(3));
    }

    private static void movesBelowAnotherSource(SandboxTopology topology, ServerGateway one, ServerGateway two)
            throws ServerException {
        ReplicationChannel before = channel(two);
        two.stopReplication("", ReplicationThreads.BOTH);
        two.changeSource("", new SourceChange(one.key(), Positioning.UNCHANGED, Optional.empty()));
        two.startReplication("", ReplicationThreads.BOTH);
        awaitReplicating(two);
        ReplicationChannel after = channel(two);
        assertThat(after.source()).isEqualTo(one.key());
        assertThat(after.user()).isEqualTo(before.user());
        assertThat(after.security()).isEqualTo(before.security());
        assertThat(after.gtidMode()).isEqualTo(before.gtidMode());
        topology.primary().execute("INSERT INTO work.t VALUES (3)");
        assertThat(two.awaitExecuted(executed(topology.primary()), PATIENCE)).isTrue();
    }

    private static void movesByCoordinates(SandboxTopology topology, ServerGateway two, ServerDistribution distribution)
            throws ServerException {
        SandboxServer primary = topology.primary();
        two.stopReplication("", ReplicationThreads.BOTH);
        BinlogCoordinates end = probe(primary).binaryLog().coordinates();
        two.changeSource("", new SourceChange(primary.key(), Positioning.FILE_AND_POSITION, Optional.of(end)));
        two.startReplication("", ReplicationThreads.BOTH);
        awaitReplicating(two);
        assertThat(channel(two).usesGtid()).isFalse();
        primary.execute("INSERT INTO work.t VALUES (4)");
        assertThat(two.awaitExecuted(executed(primary), PATIENCE)).isTrue();
        assertThat(two.awaitRelayLogsApplied("", PATIENCE)).isTrue();
        waitsForAPosition(topology, two);

        two.stopReplication("", ReplicationThreads.BOTH);
        Positioning gtid = distribution.isMariaDb() ? Positioning.MARIADB_GTID : Positioning.ORACLE_GTID;
        two.changeSource("", new SourceChange(primary.key(), gtid, Optional.empty()));
        two.startReplication("", ReplicationThreads.BOTH);
        awaitReplicating(two);
        assertThat(channel(two).usesGtid()).isTrue();
        Positioning foreign = distribution.isMariaDb() ? Positioning.ORACLE_GTID : Positioning.MARIADB_GTID;
        assertThatThrownBy(() -> two.changeSource("", new SourceChange(primary.key(), foreign, Optional.empty())))
                .isInstanceOf(ServerException.class);
    }

    private static void waitsForAPosition(SandboxTopology topology, ServerGateway two) throws ServerException {
        BinlogCoordinates read = channel(two).readCoordinates();
        SandboxServer server = topology.server("replica2");
        Dialect dialect = Dialect.of(probe(server).version());
        String there = dialect.awaitPosition("", read.file(), read.position(), Duration.ofSeconds(5));
        assertThat(server.queryOne(there)).get().matches(answer -> Long.parseLong(answer) >= 0);
        String beyond = dialect.awaitPosition("", read.file(), read.position() + 1_000_000, Duration.ofMillis(300));
        assertThat(server.queryOne(beyond)).contains("-1");
    }

    private static void keepsNamesInsideTheirQuotes(ServerGateway two) throws ServerException {
        InstanceKey source = channel(two).source();
        two.stopReplication("", ReplicationThreads.BOTH);
        InstanceKey nasty = new InstanceKey("x', MASTER_PORT = 1 -- ", source.port());
        two.changeSource("", new SourceChange(nasty, Positioning.UNCHANGED, Optional.empty()));
        assertThat(channel(two).source().host().trim()).isEqualTo(nasty.host().trim());
        assertThat(channel(two).source().port()).isEqualTo(source.port());
        InstanceKey broken = new InstanceKey("x\\' OR", source.port());
        assertThatThrownBy(
                        () -> two.changeSource("", new SourceChange(broken, Positioning.UNCHANGED, Optional.empty())))
                .isInstanceOf(ServerException.class);
        two.changeSource("", new SourceChange(source.detached(), Positioning.UNCHANGED, Optional.empty()));
        assertThat(channel(two).source()).isEqualTo(source.detached());
        two.changeSource("", new SourceChange(source, Positioning.UNCHANGED, Optional.empty()));
        two.startReplication("", ReplicationThreads.BOTH);
        awaitReplicating(two);
    }

    private static void opensAndCloses(ServerGateway two, ServerDistribution distribution) throws ServerException {
        boolean hasSuper = !distribution.isMariaDb();
        two.setReadOnly(false, true);
        assertThat(two.readStatus().isReadOnly()).isFalse();
        assertThat(two.readStatus().isSuperReadOnly()).isFalse();
        two.setReadOnly(true, false);
        assertThat(two.readStatus().isReadOnly()).isTrue();
        assertThat(two.readStatus().isSuperReadOnly()).isFalse();
        two.setReadOnly(true, true);
        assertThat(two.readStatus().isSuperReadOnly()).isEqualTo(hasSuper);
    }

    private static void treatsChannelsApart(
            SandboxTopology topology, ServerGateway one, ServerGateway two, ServerDistribution distribution)
            throws ServerException {
        SandboxServer server = topology.server("replica2");
        int port = one.key().port();
        switch (distribution) {
            case MYSQL_9 ->
                server.execute("CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = "
                        + port + ", SOURCE_USER = 'repl', SOURCE_PASSWORD = 'repl', SOURCE_AUTO_POSITION = 1,"
                        + " GET_SOURCE_PUBLIC_KEY = 1 FOR CHANNEL 'second'");
            case MARIADB_10_11, MARIADB_11_4 ->
                server.execute("CHANGE MASTER 'second' TO MASTER_HOST = '127.0.0.1',"
                        + " MASTER_PORT = " + port + ", MASTER_USER = 'repl', MASTER_PASSWORD = 'repl',"
                        + " MASTER_USE_GTID = slave_pos, MASTER_SSL = 0, MASTER_SSL_VERIFY_SERVER_CERT = 0");
            default ->
                server.execute("CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = " + port
                        + ", MASTER_USER = 'repl', MASTER_PASSWORD = 'repl', MASTER_AUTO_POSITION = 1"
                        + " FOR CHANNEL 'second'");
        }
        two.startReplication("second", ReplicationThreads.BOTH);
        awaitReplicating(two, "second");
        Instance instance = probe(server);
        assertThat(instance.channels()).extracting(ReplicationChannel::name).containsExactly("", "second");
        assertThat(instance.channels().get(1).source()).isEqualTo(one.key());
        two.stopReplication("second", ReplicationThreads.BOTH);
        assertThat(two.readStatus().channel("second").orElseThrow().ioThread()).isEqualTo(ThreadState.STOPPED);
        assertThat(channel(two).isReplicating()).isTrue();
        two.resetReplication("second");
        assertThat(two.readStatus().channels()).hasSize(1);
    }

    private static void forgetsItsSource(ServerGateway two) throws ServerException {
        two.stopReplication("", ReplicationThreads.BOTH);
        two.resetReplication("");
        assertThat(two.readStatus().channels()).isEmpty();
        assertThat(two.probe().isReplica()).isFalse();
        assertThatThrownBy(() -> two.startReplication("", ReplicationThreads.BOTH))
                .isInstanceOfSatisfying(
                        ServerException.class, e -> assertThat(e.errorNumber()).isEqualTo(1200));
    }

    private static void awaitReplicating(ServerGateway gateway) {
        awaitReplicating(gateway, "");
    }

    private static void awaitReplicating(ServerGateway gateway, String name) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> gateway.readStatus()
                        .channel(name)
                        .map(ReplicationChannel::isReplicating)
                        .orElse(false));
    }

    private static ReplicationChannel channel(ServerGateway gateway) throws ServerException {
        return gateway.readStatus().channel("").orElseThrow();
    }

    private static GtidSet executed(SandboxServer server) throws ServerException {
        return probe(server).gtid().executed().orElseThrow();
    }

    private static Instance probe(SandboxServer server) throws ServerException {
        try (ServerGateway gateway = ServerLab.probing(server.key())) {
            return gateway.probe();
        }
    }
}
