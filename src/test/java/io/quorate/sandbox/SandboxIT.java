package io.quorate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SandboxIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @ParameterizedTest
    @EnumSource
    void replicatesAndComesBackAfterKillAndPause(ServerDistribution distribution) {
        try (SandboxTopology topology =
                TestServers.topology(distribution).replicas(1).start()) {
            SandboxServer primary = topology.primary();
            SandboxServer replica = topology.server("replica1");
            assertThat(primary.queryOne(
                            distribution.isMariaDb() ? "SELECT @@gtid_current_pos" : "SELECT @@gtid_executed"))
                    .contains("");
            assertThat(identity(replica)).isPresent().isNotEqualTo(identity(primary));

            primary.execute("CREATE DATABASE shop", "CREATE TABLE shop.orders (id INT PRIMARY KEY)");
            primary.execute("INSERT INTO shop.orders VALUES (1)");
            topology.awaitCaughtUp(SOON);
            assertThat(orders(replica)).contains("1");
            assertThat(replica.queryOne("SELECT @@read_only")).contains("1");

            primary.kill();
            assertThat(primary.isRunning()).isFalse();
            primary.start();
            primary.execute("INSERT INTO shop.orders VALUES (2)");
            SandboxTopology.awaitReplicating(replica, SOON);
            topology.awaitCaughtUp(SOON);
            assertThat(orders(replica)).contains("2");

            replica.pause();
            primary.execute("INSERT INTO shop.orders VALUES (3)");
            assertThat(replica.isRunning()).isTrue();
            replica.resume();
            topology.awaitCaughtUp(SOON);
            assertThat(orders(replica)).contains("3");

            replica.replication().stop();
            assertThat(replica.replication().isRunning()).isFalse();
            assertThat(replica.replication().source()).contains(primary.key());
            replica.restart();
            SandboxTopology.awaitReplicating(replica, SOON);
            assertThat(orders(replica)).contains("3");
        }
    }

    private static Optional<String> identity(SandboxServer server) {
        return server.queryOne(server.distribution().isMariaDb() ? "SELECT @@server_id" : "SELECT @@server_uuid");
    }

    private static Optional<String> orders(SandboxServer server) {
        return server.queryOne("SELECT COUNT(*) FROM shop.orders");
    }

    /** The privileges of the manual are enough for each statement of a failover. */
    @ParameterizedTest
    @EnumSource
    void theMonitoringAccountMayDoWhatAFailoverNeeds(ServerDistribution distribution) throws SQLException {
        try (SandboxTopology topology =
                        TestServers.topology(distribution).replicas(1).start();
                Connection connection = monitor(topology.server("replica1"));
                Statement statement = connection.createStatement()) {
            SandboxServer replica = topology.server("replica1");
            ReplicationSql sql = new ReplicationSql(replica.installation());
            statement.execute(sql.status());
            statement.execute("SHOW PROCESSLIST");
            statement.execute(sql.stop());
            statement.execute(sql.changeSource(topology.primary().key(), ReplicationLink.standard()));
            statement.execute(sql.start());
            statement.execute(sql.stop());
            statement.execute(sql.reset());
            if (!distribution.isMariaDb()) {
                statement.execute("SET GLOBAL super_read_only = 0");
                statement.execute("SELECT * FROM performance_schema.replication_group_members");
            }
            statement.execute("SET GLOBAL read_only = 0");
            assertThat(replica.queryOne("SELECT @@read_only")).contains("0");
        }
    }

    private static Connection monitor(SandboxServer server) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://" + server.key() + "/?sslMode=PREFERRED", "quorate", "quorate");
    }

    @Test
    void connectsAChainOfVersionsThatOnlyGrowNewer() {
        TestServers.sandbox(ServerDistribution.MYSQL_8_0_12, ServerDistribution.MYSQL_8_0, ServerDistribution.MYSQL_9);
        try (SandboxTopology topology = TestServers.topology(ServerDistribution.MYSQL_5_7)
                .replica(ReplicaSpec.named("middle").of(ServerDistribution.MYSQL_8_0_12))
                .replica(ReplicaSpec.named("late")
                        .of(ServerDistribution.MYSQL_8_0)
                        .delayedBy(Duration.ofHours(1)))
                .replica(ReplicaSpec.named("low")
                        .of(ServerDistribution.MYSQL_8_0)
                        .below("middle"))
                .replica(ReplicaSpec.named("lowest")
                        .of(ServerDistribution.MYSQL_9)
                        .below("low"))
                .start()) {
            topology.primary().execute("CREATE DATABASE shop");
            SandboxTopology.awaitCaughtUp(topology.server("lowest"), topology.primary(), SOON);

            String shops = "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = 'shop'";
            assertThat(topology.server("lowest").queryOne(shops)).contains("1");
            assertThat(topology.server("late").queryOne(shops)).contains("0");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_8_0", "MARIADB_11_4"})
    void aLinkStallsQuorateWhileReplicasStillReplicate(ServerDistribution distribution) throws SQLException {
        try (SandboxTopology topology = TestServers.topology(distribution)
                .primary(ServerSpec::behindLink)
                .replicas(1)
                .start()) {
            SandboxServer primary = topology.primary();
            StallableLink link = primary.link().orElseThrow();
            try (Connection before = monitor(primary)) {
                link.stallAllBut(Accounts.REPLICATION);
                primary.execute("CREATE DATABASE shop");
                topology.awaitCaughtUp(SOON);
                before.setNetworkTimeout(Runnable::run, 300);
                assertThat(before.isValid(1)).isFalse();
            }
            link.resume();
            try (Connection after = monitor(primary)) {
                assertThat(after.isValid(5)).isTrue();
            }
        }
    }

    @Test
    void leavesNoProcessAndNoFile(@TempDir Path work) {
        TestServers.sandbox(ServerDistribution.MARIADB_11_4);
        SandboxFolders standard = SandboxFolders.standard();
        ProcessHandle process;
        try (Sandbox sandbox =
                Sandbox.open(new SandboxFolders(standard.archives(), standard.cache(), work), message -> {})) {
            process = ProcessHandle.of(
                            sandbox.start(ServerDistribution.MARIADB_11_4).pid())
                    .orElseThrow();
            assertThat(process.isAlive()).isTrue();
            assertThat(work).isNotEmptyDirectory();
        }
        assertThat(process.isAlive()).isFalse();
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void saysWhyAVersionCannotBeHad(@TempDir Path empty) {
        SandboxFolders nothing = new SandboxFolders(empty.resolve("none"), empty.resolve("cache"), empty);
        try (Sandbox sandbox = Sandbox.open(nothing, message -> {})) {
            assertThat(sandbox.whyUnavailable(ServerDistribution.MYSQL_8_0))
                    .hasValueSatisfying(reason -> assertThat(reason)
                            .contains("MySQL 8.0.31 is not available here")
                            .contains("mysql-8.0.31.jar")
                            .doesNotContain("\n"));
            assertThat(sandbox.whyUnavailable(ServerDistribution.MYSQL_9))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("bin/fetch-servers"));
        }
    }

    @Test
    void aServerThatCannotStartShowsItsLog() {
        Sandbox sandbox = TestServers.sandbox(ServerDistribution.MARIADB_11_4);
        ServerSpec wrong = ServerSpec.of(ServerDistribution.MARIADB_11_4).with("no-such-option=1");
        assertThatThrownBy(() -> sandbox.start(wrong))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("no-such-option");
    }

    @Test
    void preferredVersionsBeginWithTheDefault() {
        assertThat(TestServers.sandbox(ServerDistribution.MYSQL_8_0)
                        .firstAvailable(List.of(ServerDistribution.MYSQL_8_0, ServerDistribution.MARIADB_11_4)))
                .isEqualTo(ServerDistribution.MYSQL_8_0);
    }
}
