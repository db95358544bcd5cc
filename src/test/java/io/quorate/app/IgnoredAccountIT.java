package io.quorate.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.InstanceKey;
import io.quorate.sandbox.ReplicaSpec;
import io.quorate.sandbox.SandboxTopology;
import io.quorate.sandbox.ServerDistribution;
import io.quorate.sandbox.TestServers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Replicas that read for somebody else, told by the account they replicate with. */
class IgnoredAccountIT {

    @Test
    void areNotWatched() {
        try (SandboxTopology servers = TestServers.topology(ServerDistribution.MYSQL_8_0)
                        .replicas(1)
                        .replica(ReplicaSpec.named("warehouse").withAccount("etl_reader"))
                        .start();
                LocalNode node = LocalNode.watching(
                        List.of(servers.replicas().get(0).key()),
                        Map.of("DiscoveryIgnoreReplicationUsernameFilters", List.of("^etl_")))) {
            InstanceKey ignored = servers.server("warehouse").key();
            FailoverFixture.waiting("the replica was looked at and is forgotten")
                    .until(() -> node.readModel()
                            .view()
                            .state()
                            .fleet()
                            .isForgottenAt(ignored, Instant.now().plusSeconds(600)));

            assertThat(node.readModel().view().state().fleet().known())
                    .containsExactlyInAnyOrder(
                            servers.primary().key(), servers.server("replica1").key());
            assertThat(node.readModel().view().clusterOf(ignored)).isEmpty();
        }
    }
}
