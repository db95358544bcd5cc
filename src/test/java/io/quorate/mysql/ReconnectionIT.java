package io.quorate.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.InstanceKey;
import io.quorate.model.Secret;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.SandboxTopology;
import io.quorate.sandbox.ServerDistribution;
import java.time.Duration;
import java.time.InstantSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A replica is made to connect anew; its limit for that is as before afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReconnectionIT {

    private static final Duration LIMIT = Duration.ofSeconds(1);
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

    private SandboxTopology start(ServerDistribution distribution) {
        lab.require(distribution);
        return lab.sandbox().topology(distribution).replicas(1).start();
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_8_0", "MARIADB_11_4"})
    void reconnectsAlsoWithoutThePrivilegeToLowerTheLimit(ServerDistribution distribution) throws Exception {
        try (SandboxTopology servers = start(distribution)) {
            SandboxServer replica = servers.server("replica1");
            if (!distribution.isMariaDb()) {
                replica.execute("SET GLOBAL super_read_only = OFF");
            }
            replica.execute(
                    "SET SESSION sql_log_bin = 0",
                    "CREATE USER 'humble'@'%' IDENTIFIED BY 'humble'",
                    distribution.isMariaDb()
                            ? "GRANT REPLICATION SLAVE ADMIN, SLAVE MONITOR ON *.* TO 'humble'@'%'"
                            : "GRANT REPLICATION_SLAVE_ADMIN, REPLICATION CLIENT ON *.* TO 'humble'@'%'");
            try (ServerGateway line = as("humble", replica.key())) {
                assertThat(line.reconnectReplication("", LIMIT)).isTrue();
            }
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> replica.replication().isRunning());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_8_0", "MARIADB_11_4"})
    void restoresALimitThatANodeLeftLow(ServerDistribution distribution) throws Exception {
        try (SandboxTopology servers = start(distribution)) {
            SandboxServer replica = servers.server("replica1");
            replica.execute("SET GLOBAL slave_net_timeout = 1");
            try (ServerGateway line = ServerLab.operating(replica.key())) {
                assertThat(line.reconnectReplication("", LIMIT)).isTrue();
            }
            assertThat(replica.queryOne("SELECT @@global.slave_net_timeout")).contains("60");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_8_0", "MARIADB_11_4"})
    void setsTheLimitBack(ServerDistribution distribution) throws Exception {
        try (SandboxTopology servers = start(distribution)) {
            SandboxServer replica = servers.server("replica1");
            replica.execute("SET GLOBAL slave_net_timeout = 47");
            try (ServerGateway line = ServerLab.operating(replica.key())) {
                assertThat(line.reconnectReplication("", LIMIT)).isTrue();
            }
            assertThat(replica.queryOne("SELECT @@global.slave_net_timeout")).contains("47");
        }
    }

    private static ServerGateway as(String user, InstanceKey key) {
        return new JdbcServerGateways(Settings.withAccount(user, Secret.of(user)), InstantSource.system())
                .forOperations(key);
    }
}
