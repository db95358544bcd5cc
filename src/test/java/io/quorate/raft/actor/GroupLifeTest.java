package io.quorate.raft.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.raft.core.RaftSettings;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.Member;
import io.quorate.raft.core.membership.MembershipChange;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.membership.Suffrage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to nodes of a group: wiped, copied, cut off, added, removed, far behind. */
class GroupLifeTest {

    @TempDir
    Path folder;

    @Test
    void aWipedNodeIsReplacedAndVotesAgain() throws IOException {
        try (Nodes nodes = new Nodes(folder, 3)) {
            nodes.startAll();
            RaftNode<List<String>> victim = nodes.follower();
            Nodes.propose(nodes.leader(), "one");
            String address = victim.settings().address();
            nodes.stop(address);
            deleteDatabase(nodes, address);
            nodes.start(address);
            Nodes.until("it has the log and votes", () -> isVoter(nodes, address));
            assertThat(nodes.node(address).state()).containsExactly("one");
            assertThat(nodes.leader()
                            .raft()
                            .orElseThrow()
                            .configuration()
                            .orElseThrow()
                            .voters())
                    .hasSize(3);
        }
    }

    @Test
    void aCopyOfAnotherNodesDatabaseIsNoticedAndKept() throws IOException {
        try (Nodes nodes = new Nodes(folder, 3)) {
            nodes.startAll();
            Nodes.propose(nodes.leader(), "one");
            String first = nodes.addresses().get(0);
            String second = nodes.addresses().get(1);
            nodes.stop(first);
            nodes.stop(second);
            deleteDatabase(nodes, first);
            Files.copy(nodes.database(second), nodes.database(first));
            copyIfThere(nodes, second, first, "-wal");
            nodes.start(second);
            nodes.start(first);
            Nodes.until("it is admitted with its new life", () -> isVoter(nodes, first));
            assertThat(nodes.node(first).state()).containsExactly("one");
        }
    }

    @Test
    void aJournalThatIsOlderThanItsMarkerGetsANewLife() throws IOException {
        try (Nodes nodes = new Nodes(folder, 3)) {
            nodes.addresses().forEach(address -> nodes.start(address, s -> marked(s)));
            Nodes.propose(nodes.leader(), "one");
            String address = nodes.follower().settings().address();
            Object life = incarnation(nodes, address);
            nodes.stop(address);
            Path backup = folder.resolve("backup.db");
            Files.copy(nodes.database(address), backup);
            nodes.start(address, s -> marked(s));
            Nodes.propose(nodes.leader(), "two");
            Nodes.until("it has both", () -> nodes.node(address).state().size() == 2);
            Nodes.get(nodes.node(address).snapshot());
            Nodes.until("the marker says so", () -> markedIndex(address) > 0);
            nodes.stop(address);
            deleteDatabase(nodes, address);
            Files.copy(backup, nodes.database(address));
            nodes.start(address, s -> marked(s));
            Nodes.until("it is admitted", () -> isVoter(nodes, address));
            assertThat(incarnation(nodes, address)).isNotEqualTo(life);
            assertThat(nodes.node(address).state()).containsExactly("one", "two");
        }
    }

    private long markedIndex(String address) {
        Path marker = folder.resolve("data-" + address.substring(address.indexOf(':') + 1))
                .resolve("raft-quorate.marker");
        try {
            return Long.parseLong(Files.readAllLines(marker).get(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RaftNodeSettings marked(RaftNodeSettings settings) {
        Path own = folder.resolve("data-" + settings.advertisedPort());
        try {
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings.withDataFolder(own);
    }

    private static Object incarnation(Nodes nodes, String address) {
        return nodes.leader()
                .raft()
                .orElseThrow()
                .configuration()
                .orElseThrow()
                .member(new NodeId(address))
                .flatMap(Member::incarnation)
                .orElseThrow();
    }

    @Test
    void withoutAMajorityNothingIsAcceptedAndNobodyLeads() {
        try (Nodes nodes = new Nodes(folder, 3)) {
            nodes.startAll();
            RaftNode<List<String>> leader = nodes.leader();
            String address = leader.settings().address();
            nodes.addresses().stream()
                    .filter(other -> !other.equals(address))
                    .toList()
                    .forEach(nodes::stop);
            Nodes.until("it gives up", () -> !leader.tenure().isSelf());
            assertThat(leader.leadsNow()).isFalse();
            assertThatThrownBy(() -> Nodes.propose(leader, "lost")).isInstanceOf(NotProposed.class);
            assertThatThrownBy(() -> Nodes.get(leader.readBarrier())).isInstanceOf(NotProposed.class);
        }
    }

    @Test
    void anIsolatedLeaderIsReplacedAndFollowsAfterwards() {
        try (Nodes nodes = new Nodes(folder, 3)) {
            nodes.startAll();
            RaftNode<List<String>> old = nodes.leader();
            nodes.faults.isolate(old.settings().address());
            Nodes.until("another leads", () -> nodes.all().stream().anyMatch(n -> n != old && n.leadsNow()));
            assertThat(old.leadsNow()).isFalse();
            RaftNode<List<String>> next = nodes.all().stream()
                    .filter(n -> n != old && n.leadsNow())
                    .findFirst()
                    .orElseThrow();
            Nodes.propose(next, "one");
            nodes.faults.heal();
            Nodes.until("it follows", () -> old.state().equals(List.of("one")));
        }
    }

    @Test
    void aNodeThatIsFarBehindGetsASnapshotInPieces() {
        RaftSettings tiny = snapshotsEvery(20);
        try (Nodes nodes = new Nodes(folder, 3)) {
            nodes.addresses().forEach(address -> nodes.start(address, s -> s.withRaft(tiny)));
            String late = nodes.follower().settings().address();
            nodes.stop(late);
            String padding = "x".repeat(20_000);
            for (int i = 0; i < 100; i++) {
                Nodes.propose(nodes.leader(), padding + i);
            }
            Nodes.until(
                    "the log is cut",
                    () -> nodes.leader().raft().orElseThrow().log().firstIndex() > 50);
            RaftNode<List<String>> back = nodes.start(late, s -> s.withRaft(tiny));
            Nodes.until("it has all", () -> back.state().size() == 100);
            nodes.stop(late);
            RaftNode<List<String>> again = nodes.start(late, s -> s.withRaft(tiny));
            Nodes.get(again.ready());
            assertThat(again.state()).hasSizeGreaterThan(50);
        }
    }

    @Test
    void aNodeJoinsIsPromotedLeadsAndTheOldLeaderLeaves() {
        try (Nodes nodes = new Nodes(folder, 1)) {
            nodes.startAll();
            RaftNode<List<String>> first = nodes.leader();
            Nodes.propose(first, "one");
            String second = "127.0.0.1:" + Nodes.freePort();
            RaftNode<List<String>> joiner = nodes.start(
                    second,
                    s -> RaftNodeSettings.at("127.0.0.1", s.advertisedPort(), List.of())
                            .withRaft(Nodes.FAST)
                            .waiting());
            Member learner = new Member(
                    new NodeId(second),
                    Optional.empty(),
                    Suffrage.LEARNER,
                    0,
                    new TreeMap<>(Map.of(RaftNodeSettings.ADDRESS, second)));
            Nodes.get(first.change(new MembershipChange.AddLearner(learner)));
            Nodes.until("it votes", () -> isVoter(nodes, second));
            assertThat(joiner.state()).containsExactly("one");
            assertThat(Nodes.get(first.transfer(Optional.of(new NodeId(second))))
                            .text())
                    .isEqualTo(second);
            Nodes.until("it leads", joiner::leadsNow);
            Nodes.get(joiner.change(new MembershipChange.Remove(first.settings().node())));
            assertThat(Nodes.propose(joiner, "two")).isEqualTo("2");
        }
    }

    @Test
    void theListOfNodesIsFollowedByTheConfiguration() {
        try (Nodes nodes = new Nodes(folder, 4)) {
            List<String> old = nodes.addresses().subList(0, 3);
            List<String> wanted = nodes.addresses().subList(1, 4);
            old.forEach(address -> nodes.start(address, s -> listed(s, old)));
            Nodes.propose(nodes.leader(), "one");
            Nodes.until("the list is noted", () -> nodes.leader().applied().index() >= 3);
            for (String address : old) {
                nodes.stop(address);
                if (wanted.contains(address)) {
                    nodes.start(address, s -> listed(s, wanted));
                }
            }
            nodes.start(wanted.get(2), s -> listed(s, wanted));
            Nodes.until(
                    "the group is the new list",
                    () -> ids(nodes.leader()).equals(wanted.stream().sorted().toList()));
            assertThat(nodes.leader().state()).containsExactly("one");
        }
    }

    @Test
    void nodesWithDifferentListsFoundNothing() {
        try (Nodes nodes = new Nodes(folder, 2)) {
            String stranger = "127.0.0.1:" + Nodes.freePort();
            nodes.start(nodes.addresses().get(0));
            nodes.start(
                    nodes.addresses().get(1),
                    s -> listed(
                            s,
                            List.of(nodes.addresses().get(0), nodes.addresses().get(1), stranger)));
            Nodes.get(nodes.node(0).ready());
            Nodes.get(nodes.node(1).ready());
            assertThatThrownBy(() -> Nodes.propose(nodes.node(0), "one")).isInstanceOf(NotProposed.class);
            assertThat(nodes.node(0).raft().orElseThrow().configurationIndex()).isZero();
        }
    }

    @Test
    void aDamagedDatabaseStopsTheNodeWithAWayOut() throws IOException {
        try (Nodes nodes = new Nodes(folder, 1)) {
            nodes.startAll();
            for (int i = 0; i < 50; i++) {
                Nodes.propose(nodes.leader(), "a word that can be found again " + i);
            }
            String address = nodes.addresses().get(0);
            nodes.stop(address);
            byte[] bytes = Files.readAllBytes(nodes.database(address));
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            // Pages that are no longer used may hold copies.
            for (int at = text.indexOf("found again 7"); at >= 0; at = text.indexOf("found again 7", at + 1)) {
                bytes[at] ^= 1;
            }
            Files.write(nodes.database(address), bytes);
            RaftNode<List<String>> node = nodes.start(address);
            assertThat(Nodes.get(node.failed()))
                    .contains(nodes.database(address).getFileName().toString())
                    .contains("move")
                    .contains("rebuild");
            assertThat(node.leadsNow()).isFalse();
        }
    }

    private static RaftNodeSettings listed(RaftNodeSettings settings, List<String> list) {
        return RaftNodeSettings.at("127.0.0.1", settings.advertisedPort(), list).withRaft(Nodes.FAST);
    }

    private static List<String> ids(RaftNode<?> node) {
        return node.raft().orElseThrow().configuration().orElseThrow().voters().stream()
                .map(member -> member.id().text())
                .toList();
    }

    /** In the leader's eyes, in the life it has now, and with the log. */
    private static boolean isVoter(Nodes nodes, String address) {
        var raft = nodes.node(address).raft();
        Optional<Configuration> seen = raft.flatMap(state -> state.configuration());
        return seen.isPresent()
                && seen.get().isVoter(new NodeId(address))
                && raft.orElseThrow().commitIndex() >= raft.orElseThrow().configurationIndex()
                && nodes.leader()
                        .raft()
                        .map(state ->
                                state.configurationIndex() == raft.orElseThrow().configurationIndex()
                                        && (nodes.leader() == nodes.node(address)
                                                || counts(state.peers().get(new NodeId(address)))))
                        .orElse(false);
    }

    private static boolean counts(io.quorate.raft.core.@org.jspecify.annotations.Nullable PeerStatus status) {
        return status != null && status.counts();
    }

    private static RaftSettings snapshotsEvery(int entries) {
        RaftSettings fast = RaftSettings.of(Duration.ofMillis(500));
        return new RaftSettings(
                fast.electionTimeout(),
                fast.heartbeat(),
                fast.giveUp(),
                fast.leaseReads(),
                fast.maxAppendBytes(),
                fast.maxAppendEntries(),
                fast.maxInflightMessages(),
                fast.maxInflightBytes(),
                fast.maxPendingProposals(),
                fast.maxPendingBytes(),
                entries,
                fast.snapshotBytes(),
                entries / 4);
    }

    private static void deleteDatabase(Nodes nodes, String address) throws IOException {
        for (String suffix : List.of("", "-wal", "-shm", ".lock")) {
            Files.deleteIfExists(Path.of(nodes.database(address) + suffix));
        }
    }

    private static void copyIfThere(Nodes nodes, String from, String to, String suffix) throws IOException {
        Path source = Path.of(nodes.database(from) + suffix);
        if (Files.exists(source)) {
            Files.copy(source, Path.of(nodes.database(to) + suffix));
        }
    }
}
