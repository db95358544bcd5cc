package io.quorate.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.GroupMembership;
import io.quorate.model.Instance;
import io.quorate.sandbox.SandboxException;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.ServerDistribution;
import io.quorate.sandbox.ServerSpec;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A replication group of two real servers; of the versions at hand, only MySQL 9 comes with the plugin. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupIT {

    private static final String GROUP = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";

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
    void aSecondaryStandsBelowItsPrimary() throws Exception {
        lab.require(ServerDistribution.MYSQL_9);
        try (SandboxServer first = start();
                SandboxServer second = start();
                ServerGateway primary = ServerLab.probing(first.key());
                ServerGateway secondary = ServerLab.probing(second.key())) {
            assertThat(primary.probe().group()).isEmpty();
            int firstPort = freePort();
            int secondPort = freePort();
            String seeds = "127.0.0.1:" + firstPort;
            join(first, firstPort, seeds, true);
            join(second, secondPort, seeds, false);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> secondary
                            .probe()
                            .group()
                            .map(group -> group.state().equals("ONLINE"))
                            .orElse(false));
            Instance above = primary.probe();
            Instance below = secondary.probe();
            assertThat(above.group().orElseThrow().isPrimary()).isTrue();
            assertThat(above.above()).isEmpty();
            GroupMembership group = below.group().orElseThrow();
            assertThat(group.isSecondary()).isTrue();
            assertThat(group.isSinglePrimary()).isTrue();
            assertThat(group.groupName()).isEqualTo(GROUP);
            assertThat(group.members()).containsExactly(first.key());
            assertThat(below.above()).contains(first.key());
        }
    }

    private SandboxServer start() {
        try {
            return lab.sandbox()
                    .start(ServerSpec.of(ServerDistribution.MYSQL_9).with("plugin-load-add=group_replication.so"));
        } catch (SandboxException e) {
            Assumptions.abort("group_replication.so cannot be loaded: " + e.getMessage());
            throw e;
        }
    }

    private static void join(SandboxServer server, int port, String seeds, boolean isFirst) {
        server.execute(
                "SET GLOBAL group_replication_group_name = '" + GROUP + "'",
                "SET GLOBAL group_replication_local_address = '127.0.0.1:" + port + "'",
                "SET GLOBAL group_replication_group_seeds = '" + seeds + "'",
                "SET GLOBAL group_replication_ip_allowlist = '127.0.0.1'",
                "SET GLOBAL group_replication_recovery_get_public_key = ON",
                "SET GLOBAL group_replication_bootstrap_group = " + (isFirst ? "ON" : "OFF"),
                "CHANGE REPLICATION SOURCE TO SOURCE_USER = 'repl', SOURCE_PASSWORD = 'repl'"
                        + " FOR CHANNEL 'group_replication_recovery'",
                "START GROUP_REPLICATION",
                "SET GLOBAL group_replication_bootstrap_group = OFF");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
