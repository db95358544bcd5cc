package io.quorate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Five nodes, two of them in one data center that is cut off or lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DataCenterIT {

    private NamespaceNetwork network;
    private NodeGroup group;

    @BeforeAll
    void start() {
        NamespaceNetwork.unavailable().ifPresent(Assumptions::abort);
        network = NamespaceNetwork.open(5);
        group = NodeGroup.of(network, NodeOptions.classes()).start();
    }

    @AfterEach
    void heal() {
        if (network != null) {
            network.heal();
        }
    }

    @AfterAll
    void end() {
        if (group != null) {
            group.close();
        }
        if (network != null) {
            network.close();
        }
    }

    @Test
    void theDataCenterOfTheLeaderIsCutOff() {
        try (Trial trial = Trial.begin(group, "data-center-cut")) {
            ClusterNode leader = group.leader();
            ClusterNode neighbour = group.aFollower();
            List<ClusterNode> majority = group.others(leader, neighbour);
            network.split(leader.number(), neighbour.number());
            ClusterNode successor = group.leaderAmong(majority);
            trial.awaitProgress();
            assertThat(leader.saysItLeads()).isFalse();
            network.heal();
            group.awaitHealthy();
            assertThat(group.leader()).isEqualTo(successor);
            trial.judge();
        }
    }

    @Test
    void theDataCenterOfTheLeaderIsLost() {
        try (Trial trial = Trial.begin(group, "data-center-lost")) {
            ClusterNode leader = group.leader();
            ClusterNode neighbour = group.aFollower();
            leader.kill();
            neighbour.kill();
            group.leaderAmong(group.others(leader, neighbour));
            trial.awaitProgress();
            leader.start();
            neighbour.start();
            group.awaitHealthy();
            trial.judge();
        }
    }
}
