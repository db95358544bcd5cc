package io.quorate.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.sandbox.ReplicaSpec;
import io.quorate.sandbox.ReplicationLink;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.SandboxTopology;
import io.quorate.sandbox.ServerDistribution;
import io.quorate.sandbox.TestServers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From one replica a node finds the whole topology, whatever its shape, and it notices at once when its primary is gone. */
class DiscoveryIT {

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_8_0", "MARIADB_11_4"})
    void findsTheTopologyFromOneReplicaAndNoticesADeadPrimary(ServerDistribution distribution) {
        try (FailoverFixture fixture = FailoverFixture.chain(distribution)) {
            SandboxServer primary = fixture.primary();
            assertThat(fixture.member(primary).depth()).isZero();
            assertThat(fixture.member(fixture.server("replica1")).depth()).isEqualTo(1);
            assertThat(fixture.member(fixture.server("low")).depth()).isEqualTo(2);

            primary.kill();

            FailoverFixture.waiting("the node sees the primary fail")
                    .until(() -> fixture.member(primary).observation().failedAttempts() > 1);
            Member dead = fixture.member(primary);
            assertThat(dead.observation().failingSince()).isPresent();
            assertThat(dead.instance()).as("the last good probe is kept").isPresent();
        }
    }

    /** Two that replicate from each other, told of one of them; then three in a ring. */
    @ParameterizedTest
    @EnumSource(names = {"MYSQL_8_0", "MARIADB_11_4"})
    void findsCoPrimariesAndSurvivesARing(ServerDistribution distribution) {
        try (FailoverFixture fixture = FailoverFixture.start(
                distribution,
                builder -> builder.replicas(1).replica(ReplicaSpec.named("low").below("replica1")))) {
            SandboxServer first = fixture.primary();
            SandboxServer second = fixture.server("replica1");
            SandboxServer third = fixture.server("low");

            first.replication().follow(second, ReplicationLink.standard());
            FailoverFixture.waiting("the node sees both as co-primaries with one name")
                    .until(() -> fixture.member(first).isCoPrimary()
                            && fixture.member(second).isCoPrimary()
                            && clusterOf(fixture, first).equals(clusterOf(fixture, third)));

            first.replication().follow(third, ReplicationLink.standard());
            FailoverFixture.waiting("the node sees the ring as one cluster")
                    .until(() -> fixture.member(first)
                                    .observation()
                                    .above()
                                    .filter(third.key()::equals)
                                    .isPresent()
                            && clusterOf(fixture, first).equals(clusterOf(fixture, second))
                            && clusterOf(fixture, first).equals(clusterOf(fixture, third)));
            fixture.awaitRounds(2);
            assertThat(fixture.recoveries()).isEmpty();
        }
    }

    private static String clusterOf(FailoverFixture fixture, SandboxServer server) {
        return fixture.node()
                .readModel()
                .view()
                .clusterOf(server.key())
                .map(cluster -> cluster.topology().name())
                .orElse("");
    }

    @Test
    void keepsOutWhomTheFiltersName() {
        try (SandboxTopology servers = TestServers.topology(ServerDistribution.MYSQL_8_0)
                        .replicas(2)
                        .replica(ReplicaSpec.named("low").below("replica2"))
                        .start();
                LocalNode node = LocalNode.watching(
                        List.of(servers.server("replica1").key()),
                        Map.of(
                                "DiscoveryIgnoreReplicaHostnameFilters",
                                List.of(":" + servers.server("low").port() + "$")))) {
            Set<InstanceKey> all =
                    servers.servers().stream().map(SandboxServer::key).collect(Collectors.toSet());
            all.remove(servers.server("low").key());
            FailoverFixture.waiting("all but one are found")
                    .until(() -> watched(node).equals(all));

            InstanceKey ignored = servers.server("replica2").key();
            node.restart(Map.of("DiscoveryIgnoreHostnameFilters", List.of(":" + ignored.port() + "$")));
            all.remove(ignored);
            FailoverFixture.waiting("the one that is ignored now is not looked at any more")
                    .until(() -> watched(node).equals(all));
        }
    }

    /** Those that were looked at since the node started. */
    private static Set<InstanceKey> watched(LocalNode node) {
        return node.readModel().view().clusters().stream()
                .flatMap(cluster -> cluster.topology().members().stream())
                .filter(Member::isLastCheckValid)
                .map(Member::key)
                .collect(Collectors.toSet());
    }
}
