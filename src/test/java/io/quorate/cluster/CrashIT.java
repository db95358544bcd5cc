package io.quorate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three nodes of which some die without warning or are restarted, while clients work. */
class CrashIT {

    private static final Network NETWORK = new LoopbackNetwork(3);
    private static final NodeGroup GROUP = NodeGroup.of(NETWORK, NodeOptions.classes());

    @BeforeAll
    static void start() {
        GROUP.start();
    }

    @AfterAll
    static void end() {
        GROUP.close();
        NETWORK.close();
    }

    @Test
    void aKilledLeaderIsReplacedAndFollowsWhenItIsBack() {
        try (Trial trial = Trial.begin(GROUP, "leader-killed")) {
            ClusterNode old = GROUP.leader();
            old.kill();
            GROUP.leaderAmong(GROUP.others(old));
            trial.awaitProgress();
            old.start();
            GROUP.awaitHealthy();
            trial.awaitProgress();
            trial.judge();
        }
    }

    @Test
    void aKilledFollowerIsNotMissedAndCatchesUp() {
        try (Trial trial = Trial.begin(GROUP, "follower-killed")) {
            ClusterNode leader = GROUP.leader();
            ClusterNode follower = GROUP.aFollower();
            follower.kill();
            trial.awaitProgress();
            follower.start();
            GROUP.awaitHealthy();
            assertThat(GROUP.leader()).isEqualTo(leader);
            trial.judge();
        }
    }

    @Test
    void allNodesKilledAtOnceComeBackWithEverything() {
        try (Trial trial = Trial.begin(GROUP, "all-killed")) {
            GROUP.nodes().forEach(node -> node.process().destroyForcibly());
            GROUP.nodes().forEach(ClusterNode::awaitEnd);
            GROUP.nodes().forEach(ClusterNode::start);
            GROUP.awaitHealthy();
            trial.awaitProgress();
            trial.judge();
        }
    }

    @Test
    void aRollingRestartIsHardlyNoticed() {
        try (Trial trial = Trial.begin(GROUP, "rolling-restart")) {
            for (ClusterNode node : GROUP.nodes()) {
                node.terminate();
                trial.awaitProgress();
                node.start();
                GROUP.awaitHealthy();
            }
            trial.judge();
        }
    }

    @Test
    void aNodeWithANewDiskIsAdmittedAgainAndThenCounts() {
        try (Trial trial = Trial.begin(GROUP, "wiped")) {
            ClusterNode wiped = GROUP.aFollower();
            long before = Statistics.configurationIndex(GROUP.leader());
            wiped.kill();
            wiped.wipe();
            wiped.start();
            GROUP.awaitHealthy();
            GROUP.await(
                    wiped + " is replaced by itself, and a voter again",
                    () -> Statistics.configurationIndex(GROUP.leader()) > before
                            && Statistics.voters(GROUP.leader()) == 3);
            List<ClusterNode> others = GROUP.others(wiped);
            others.get(0).kill();
            trial.awaitProgress();
            others.get(0).start();
            GROUP.awaitHealthy();
            trial.judge();
        }
    }
}
