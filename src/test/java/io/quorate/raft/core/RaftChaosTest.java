package io.quorate.raft.core;

import static io.quorate.raft.core.TinyGroup.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.membership.Member;
import io.quorate.raft.core.membership.MembershipChange;
import io.quorate.raft.core.membership.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A short storm for the core alone: loss, repetition, disorder, held disks, crashes, pauses, hand-overs, changes of the
 * group. The whole simulation with clients and histories is {@code io.quorate.raft.sim}.
 */
class RaftChaosTest {

    private static final String[] NAMES = {"a", "b", "c", "d", "e"};

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void nothingCommittedIsLostAndTheGroupRecovers(int seed) {
        for (int i = 0; i < Integer.getInteger("raft.chaos.repeat", 1); i++) {
            new Storm(seed + Long.getLong("raft.chaos.first", 0) + 1000L * i).run();
        }
    }

    private static final class Storm {
        private final long seed;
        private final Random random;
        private final TinyGroup group;
        private final Map<Long, Entry> committed = new HashMap<>();
        private final Map<Long, NodeId> leaders = new HashMap<>();
        private final Map<NodeId, Integer> seen = new HashMap<>();

        Storm(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.group = TinyGroup.founded(TinyGroup.settings(20, 5), NAMES[0], NAMES[1], NAMES[2]);
            group.elect();
            group.start("d");
            group.start("e");
        }

        void run() {
            try {
                for (int i = 0; i < 8000; i++) {
                    event();
                    check();
                }
                calm();
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("seed " + seed + ": " + failure, failure);
            }
        }

        private void event() {
            TinyNode node = pick();
            TinyNode leader = group.leader().orElse(node);
            switch (random.nextInt(120)) {
                case 0 -> (random.nextInt(3) == 0 ? leader : node).crash();
                case 1, 2, 3, 4 -> {
                    if (!node.isUp) {
                        node.restart();
                    }
                }
                case 5 -> node.holdsDisk = random.nextInt(3) == 0;
                case 6 -> live(leader, new Input.Transfer(1, Optional.of(pick().id)));
                case 7, 8, 9 -> live(leader, new Input.ChangeMembership(1, change()));
                case 10, 11, 12 ->
                    live(random.nextBoolean() ? leader : node, new Input.ReadIndex(random.nextInt(1000)));
                case 13 -> {
                    if (node.isUp
                            && node.state.appliedIndex() > node.state.stored().snapshotIndex()) {
                        node.snapshot();
                    }
                }
                case 14 ->
                    group.now += Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 3000 : 300))
                            .toNanos();
                case 15, 16, 17, 18, 19, 20, 21, 22, 23 -> {
                    if (node.isUp) {
                        node.sync();
                    }
                }
                case 24, 25, 26, 27, 28, 29, 30, 31 -> {
                    boolean leads = leader.isUp && leader.state.role() == Role.LEADER;
                    if (leads && leader.state.transferTarget().isEmpty()) {
                        group.propose(leader.id.text(), "x" + random.nextInt());
                    }
                }
                case 32 -> cut();
                case 33, 34 -> group.heal();
                default -> time();
            }
        }

        private void cut() {
            int mode = random.nextInt(3);
            NodeId lost = pick().id;
            NodeId other = pick().id;
            group.loses = packet -> switch (mode) {
                case 0 -> packet.from().equals(lost);
                case 1 -> packet.from().equals(lost) && packet.to().equals(other);
                default -> false;
            };
        }

        private void time() {
            group.now += TinyGroup.TICK.toNanos();
            for (TinyNode node : List.copyOf(group.nodes.values())) {
                if (random.nextInt(10) > 0) {
                    live(node, new Input.Tick());
                }
            }
            List<TinyGroup.Packet> packets = new ArrayList<>(group.network);
            group.network.clear();
            java.util.Collections.shuffle(packets, random);
            for (TinyGroup.Packet packet : packets) {
                int fate = random.nextInt(20);
                if (fate < 3) {
                    group.network.addLast(packet);
                }
                if (fate > 1 && !group.loses.test(packet)) {
                    TinyNode to = group.node(packet.to().text());
                    live(to, new Input.Received(packet.from(), packet.life(), packet.message()));
                }
            }
        }

        private void live(TinyNode node, Input input) {
            if (node.isUp) {
                node.step(input);
            }
        }

        private MembershipChange change() {
            String name = NAMES[random.nextInt(NAMES.length)];
            return switch (random.nextInt(4)) {
                case 0 -> new MembershipChange.AddLearner(TinyGroup.learner(name));
                case 1 -> new MembershipChange.Prefer(id(name), random.nextInt(100));
                case 2 -> new MembershipChange.Promote(id(name));
                default -> new MembershipChange.Remove(id(name));
            };
        }

        private TinyNode pick() {
            return group.node(NAMES[random.nextInt(NAMES.length)]);
        }

        private void check() {
            assertThat(group.leaders()).as("lease holders").hasSizeLessThanOrEqualTo(1);
            for (TinyNode node : group.nodes.values()) {
                if (node.isUp && node.state.role() == Role.LEADER) {
                    NodeId leader = leaders.putIfAbsent(node.state.term(), node.id);
                    assertThat(leader).as("leader of term " + node.state.term()).isIn(null, node.id);
                }
                for (Entry entry : node.applied.subList(seen.getOrDefault(node.id, 0), node.applied.size())) {
                    Entry known = committed.putIfAbsent(entry.index(), entry);
                    assertThat(known)
                            .as("entry " + entry.index() + " on " + node.id)
                            .isIn(null, entry);
                }
                seen.put(node.id, node.applied.size());
            }
        }

        /** Everything works again: one leader, and all members get to the same place. */
        private void calm() {
            group.heal();
            for (TinyNode node : group.nodes.values()) {
                node.holdsDisk = false;
                if (!node.isUp) {
                    node.restart();
                }
                node.sync();
            }
            group.run(Duration.ofSeconds(12));
            TinyNode leader = group.elect();
            long index = group.propose(leader.id.text(), "last");
            group.run(Duration.ofSeconds(1));
            assertThat(leader.state.commitIndex()).isGreaterThanOrEqualTo(index);
            for (Member member : leader.state.configuration().orElseThrow().members()) {
                assertThat(group.node(member.id().text()).state.appliedIndex())
                        .as(member.id() + " has applied")
                        .withFailMessage(() -> group.nodes.values().stream()
                                .map(node -> node.state + " " + node.state.peers())
                                .toList()
                                .toString())
                        .isEqualTo(leader.state.appliedIndex());
            }
            check();
        }
    }
}
