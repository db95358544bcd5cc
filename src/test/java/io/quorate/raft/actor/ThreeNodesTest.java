package io.quorate.raft.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.raft.core.log.RequestId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real actor systems, Artery on loopback, SQLite journals. */
class ThreeNodesTest {

    @TempDir
    Path folder;

    @Test
    void emptyNodesFoundAGroupElectAndReplicate() {
        try (Nodes nodes = new Nodes(folder, 3)) {
            nodes.startAll();
            RaftNode<List<String>> leader = nodes.leader();
            assertThat(Nodes.propose(leader, "one")).isEqualTo("1");
            assertThat(Nodes.propose(leader, "two")).isEqualTo("2");
            Nodes.until(
                    "all nodes have it",
                    () -> nodes.all().stream().allMatch(node -> node.state().equals(List.of("one", "two"))));
        }
    }

    @Test
    void aFollowersProposalIsAnsweredOnceItIsAppliedThere() {
        try (Nodes nodes = new Nodes(folder, 3)) {
            nodes.startAll();
            RaftNode<List<String>> follower = nodes.follower();
            assertThat(Nodes.propose(follower, "one")).isEqualTo("1");
            assertThat(follower.state()).containsExactly("one");
            RequestId id = new RequestId("r-1");
            String first = Words.text(Nodes.get(follower.propose(Words.bytes("two"), Optional.of(id))));
            String again = Words.text(Nodes.get(nodes.leader().propose(Words.bytes("two"), Optional.of(id))));
            assertThat(first).isEqualTo("2").isEqualTo(again);
            assertThat(nodes.leader().state()).containsExactly("one", "two");
        }
    }

    @Test
    void theLargestCommandIsReplicatedAndALargerOneRefused() {
        try (Nodes nodes = new Nodes(folder, 3)) {
            nodes.startAll();
            String largest = "x".repeat(RaftNode.MAX_COMMAND_BYTES);
            assertThat(Nodes.propose(nodes.follower(), largest)).isEqualTo("1");
            assertThatThrownBy(() -> Nodes.propose(nodes.leader(), largest + "x"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theOthersGoOnWithoutTheLeaderAndItComesBack() {
        try (Nodes nodes = new Nodes(folder, 3)) {
            nodes.startAll();
            RaftNode<List<String>> leader = nodes.leader();
            Nodes.propose(leader, "one");
            String address = leader.settings().address();
            nodes.stop(address);
            RaftNode<List<String>> next = nodes.leader();
            Nodes.propose(next, "two");
            RaftNode<List<String>> back = nodes.start(address);
            Nodes.until("it has caught up", () -> back.state().equals(List.of("one", "two")));
        }
    }

    @Test
    void everythingIsThereAfterAllNodesWereRestarted() {
        try (Nodes nodes = new Nodes(folder, 3)) {
            nodes.startAll();
            for (int i = 0; i < 50; i++) {
                Nodes.propose(nodes.leader(), "word " + i);
            }
            nodes.addresses().forEach(nodes::stop);
            nodes.startAll();
            Nodes.get(nodes.follower().readBarrier());
            assertThat(nodes.follower().state()).hasSize(50);
        }
    }

    @Test
    void theAkkaClusterFormsAfterTheElectionAndTakesARestartedNodeBack() {
        try (Nodes nodes = new Nodes(folder, 3)) {
            nodes.addresses().forEach(address -> nodes.start(address, RaftNodeSettings::formingCluster));
            Nodes.until("three are up", () -> nodes.addresses().stream().allMatch(a -> nodes.clusterSize(a) == 3));
            String address = nodes.leader().settings().address();
            nodes.stop(address);
            Nodes.propose(nodes.leader(), "one");
            nodes.start(address, RaftNodeSettings::formingCluster);
            Nodes.until("it is up again", () -> nodes.clusterSize(address) == 3);
        }
    }

    @Test
    void aListedNodeThatStartsLaterCountsOnceItWasHeard() {
        try (Nodes nodes = new Nodes(folder, 3)) {
            nodes.start(nodes.addresses().get(0));
            nodes.start(nodes.addresses().get(1));
            Nodes.propose(nodes.leader(), "one");
            RaftNode<List<String>> late = nodes.start(nodes.addresses().get(2));
            Nodes.until("it has the log", () -> late.state().equals(List.of("one")));
            Nodes.until(
                    "it counts",
                    () -> nodes.leader().raft().orElseThrow().peers().values().stream()
                            .allMatch(peer -> peer.counts()));
            nodes.stop(nodes.addresses().get(0));
            assertThat(Nodes.propose(nodes.leader(), "two")).isEqualTo("2");
        }
    }

    @Test
    void aNodeThatCannotWriteItsJournalStopsAndSaysWhy() throws SQLException {
        try (Nodes nodes = new Nodes(folder, 3)) {
            nodes.startAll();
            RaftNode<List<String>> leader = nodes.leader();
            Nodes.propose(leader, "one");
            String url = "jdbc:sqlite:" + nodes.database(leader.settings().address());
            try (Connection other = DriverManager.getConnection(url);
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                var lost = leader.propose(Words.bytes("two"), Optional.empty());
                assertThat(Nodes.get(leader.failed()))
                        .contains("cannot be written")
                        .contains("another program keeps the file locked");
                assertThat(lost.isCompletedExceptionally() || !lost.isDone()).isTrue();
                assertThat(leader.leadsNow()).isFalse();
                statement.execute("ROLLBACK");
            }
            Nodes.until("another leads", () -> nodes.all().stream().anyMatch(n -> n != leader && n.leadsNow()));
        }
    }
}
