package io.quorate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Three nodes in networks of their own between which packets vanish, while clients reach all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartitionIT {

    private static final Duration CUT_NOTICED = Duration.ofSeconds(2);

    private NamespaceNetwork network;
    private NodeGroup group;

    @BeforeAll
    void start() {
        NamespaceNetwork.unavailable().ifPresent(Assumptions::abort);
        network = NamespaceNetwork.open(3);
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
    void aLeaderAloneWithItsClientsStopsServingThem() {
        try (Trial trial = Trial.begin(group, "leader-alone")) {
            ClusterNode old = group.leader();
            network.split(old.number());
            group.await("the old leader notices", CUT_NOTICED, () -> !old.saysItLeads());
            assertThat(old.get("/hraftd/key/any?consistency=linearizable"))
                    .hasValueSatisfying(answer -> assertThat(answer.status()).isIn(500, 503));
            ClusterNode successor = group.leaderAmong(group.others(old));
            trial.awaitProgress();
            network.heal();
            group.awaitHealthy();
            assertThat(group.leader()).as("leader after the return").isEqualTo(successor);
            trial.judge();
        }
    }

    @Test
    void aFollowerThatWasAloneDisturbsNobodyWhenItReturns() {
        try (Trial trial = Trial.begin(group, "follower-alone")) {
            ClusterNode leader = group.leader();
            String term = term(leader);
            network.split(group.aFollower().number());
            trial.awaitProgress();
            group.await("it says that it is alone", () -> group.nodes().stream().anyMatch(node -> !node.isHealthy()));
            network.heal();
            group.awaitHealthy();
            assertThat(group.leader()).isEqualTo(leader);
            assertThat(term(leader)).as("term of the leader").isEqualTo(term);
            trial.judge();
        }
    }

    @Test
    void aLeaderThatHearsEverybodyAndReachesNobodyGivesUp() {
        try (Trial trial = Trial.begin(group, "leader-mute")) {
            ClusterNode old = group.leader();
            group.others(old).forEach(other -> network.cutOneWay(old.number(), other.number()));
            group.await("the old leader notices", CUT_NOTICED, () -> !old.saysItLeads());
            ClusterNode successor = group.leaderAmong(group.others(old));
            trial.awaitProgress();
            network.heal();
            group.awaitHealthy();
            assertThat(group.leader()).isEqualTo(successor);
            trial.judge();
        }
    }

    @Test
    void aFollowerThatOnlyHearsTheOtherFollowerStartsNoElection() {
        try (Trial trial = Trial.begin(group, "one-way")) {
            ClusterNode leader = group.leader();
            String term = term(leader);
            ClusterNode deaf = group.aFollower();
            network.cutOneWay(leader.number(), deaf.number());
            group.await("the deaf one notices", () -> !deaf.isHealthy());
            trial.awaitProgress();
            assertThat(group.leader()).isEqualTo(leader);
            network.heal();
            group.awaitHealthy();
            assertThat(term(group.leader())).as("term of the leader").isEqualTo(term);
            trial.judge();
        }
    }

    @Test
    void aNodeThatSeesBothHalvesKeepsTheGroupTogether() {
        try (Trial trial = Trial.begin(group, "bridge")) {
            ClusterNode leader = group.leader();
            ClusterNode cutOff = group.aFollower();
            network.cutOneWay(leader.number(), cutOff.number());
            network.cutOneWay(cutOff.number(), leader.number());
            group.await("the one that is cut off notices", () -> !cutOff.isHealthy());
            trial.awaitProgress();
            assertThat(group.leader()).isEqualTo(leader);
            network.heal();
            group.awaitHealthy();
            trial.judge();
        }
    }

    private String term(ClusterNode node) {
        return Statistics.term(node);
    }
}
