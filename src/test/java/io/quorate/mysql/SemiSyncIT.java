package io.quorate.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.model.SemiSync;
import io.quorate.sandbox.SandboxException;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.SandboxTopology;
import io.quorate.sandbox.ServerDistribution;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Semi-synchronous replication under both families of names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SemiSyncIT {

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

    @Test
    void isReadAndSwitchedByItsNewNames() throws ServerException {
        lab.require(ServerDistribution.MYSQL_9);
        try (SandboxTopology topology =
                lab.sandbox().topology(ServerDistribution.MYSQL_9).replicas(1).start()) {
            SandboxServer primary = topology.primary();
            SandboxServer replica = topology.server("replica1");
            try (ServerGateway gateway = ServerLab.operating(primary.key())) {
                assertThat(gateway.probe().semiSync()).isEqualTo(SemiSync.NONE);
                assertThatThrownBy(() -> gateway.setSemiSyncSource(true))
                        .isInstanceOfSatisfying(
                                ServerException.class,
                                e -> assertThat(e.errorNumber()).isEqualTo(1193));
                install(primary);
                replica.execute("SET GLOBAL super_read_only = 0");
                install(replica);
                switchesOnAndOff(gateway, replica);
            }
        }
    }

    @Test
    void isReadAndSwitchedByItsOldNames() throws ServerException {
        ServerDistribution version = ServerDistribution.MARIADB_11_4;
        lab.require(version);
        try (SandboxTopology topology =
                        lab.sandbox().topology(version).replicas(1).start();
                ServerGateway gateway = ServerLab.operating(topology.primary().key())) {
            switchesOnAndOff(gateway, topology.server("replica1"));
        }
    }

    private static void switchesOnAndOff(ServerGateway primary, SandboxServer server) throws ServerException {
        try (ServerGateway replica = ServerLab.operating(server.key())) {
            primary.setSemiSyncSource(true);
            replica.setSemiSyncReplica(true);
            replica.stopReplication("", ReplicationThreads.IO);
            replica.startReplication("", ReplicationThreads.IO);
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                SemiSync source = primary.probe().semiSync();
                assertThat(source.isAvailable()).isTrue();
                assertThat(source.sourceEnabled()).isTrue();
                assertThat(source.sourceActive()).isTrue();
                assertThat(source.sourceClients()).isEqualTo(1);
            });
            SemiSync source = primary.probe().semiSync();
            assertThat(source.sourceTimeout()).isEqualTo(Duration.ofSeconds(10));
            assertThat(source.waitForReplicas()).isEqualTo(1);
            assertThat(source.replicaEnabled()).isFalse();
            assertThat(replica.probe().semiSync().replicaEnabled()).isTrue();
            assertThat(replica.probe().semiSync().replicaActive()).isTrue();
            primary.setSemiSyncSource(false);
            assertThat(primary.probe().semiSync().sourceEnabled()).isFalse();
            replica.setSemiSyncReplica(false);
            assertThat(replica.probe().semiSync().replicaEnabled()).isFalse();
        }
    }

    private static void install(SandboxServer server) {
        try {
            server.execute(
                    "INSTALL PLUGIN rpl_semi_sync_source SONAME 'semisync_source.so'",
                    "INSTALL PLUGIN rpl_semi_sync_replica SONAME 'semisync_replica.so'");
        } catch (SandboxException e) {
            Assumptions.abort(server + " comes without the plugins: " + e.getMessage());
        }
    }
}
