package io.quorate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Disks become full: the node whose disk it is ends and says why, the others go on, and it returns when there is room. */
class FullDiskIT {

    private static final int SIZE = 3;
    private static final int MEGABYTES = 24;

    private final List<SmallDisk> disks = new ArrayList<>();

    @BeforeEach
    void mount() {
        SmallDisk.unavailable().ifPresent(Assumptions::abort);
        for (int i = 0; i < SIZE; i++) {
            disks.add(SmallDisk.mount(MEGABYTES));
        }
    }

    @AfterEach
    void unmount() {
        disks.forEach(SmallDisk::close);
    }

    @Test
    void theNodeEndsWithTheReasonAndTheOthersGoOn() {
        Map<Integer, Path> data = new HashMap<>();
        for (int i = 0; i < SIZE; i++) {
            data.put(i, disks.get(i).folder().resolve("data"));
        }
        try (Network network = new LoopbackNetwork(SIZE);
                NodeGroup group = NodeGroup.of(
                                network,
                                NodeOptions.classes(),
                                network.places().stream().map(Place::inner).toList(),
                                data)
                        .start();
                Trial trial = Trial.begin(group, "full-disk")) {
            ClusterNode follower = group.aFollower();
            fillUp(group, follower);
            trial.awaitProgress();
            comeBack(group, follower);

            ClusterNode leader = group.leader();
            fillUp(group, leader);
            group.leaderAmong(group.others(leader));
            trial.awaitProgress();
            comeBack(group, leader);
            trial.judge();
        }
    }

    /** Clients go on writing, so the node soon finds out. */
    private void fillUp(NodeGroup group, ClusterNode node) {
        disks.get(node.number()).fill();
        group.await(node + " ends", () -> !node.isRunning());
        assertThat(node.process().exitValue()).isNotZero();
        assertThat(node.said()).containsIgnoringCase("disk is full");
    }

    private void comeBack(NodeGroup group, ClusterNode node) {
        disks.get(node.number()).free();
        node.start();
        group.awaitHealthy();
    }
}
