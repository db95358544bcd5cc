package io.quorate.raft.actor;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.raft.core.RaftSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state of 100 MB reaches an empty node while commands go on, and nobody stands for election meanwhile. */
class LargeSnapshotIT {

    private static final int WORDS = 1_000;
    private static final String WORD = "x".repeat(100_000);

    @TempDir
    Path folder;

    @Test
    void aHundredMegabytesReachAnEmptyNodeWhileCommandsGoOn() {
        try (Nodes nodes = new Nodes(folder, 3)) {
            nodes.start(nodes.addresses().get(0), LargeSnapshotIT::calm);
            nodes.start(nodes.addresses().get(1), LargeSnapshotIT::calm);
            RaftNode<List<String>> leader = nodes.leader();
            for (int i = 0; i < WORDS; i++) {
                Nodes.propose(leader, WORD);
            }
            Nodes.get(leader.snapshot());
            Nodes.until(
                    "the log is cut", () -> leader.raft().orElseThrow().log().firstIndex() > WORDS / 2);
            long term = leader.tenure().term();
            RaftNode<List<String>> empty = nodes.start(nodes.addresses().get(2), LargeSnapshotIT::calm);
            int answered = 0;
            CompletableFuture<?> pending = CompletableFuture.completedFuture(null);
            while (empty.state().size() < WORDS) {
                Nodes.get(pending);
                pending = leader.propose(Words.bytes("small " + answered++), Optional.empty());
                assertThat(leader.leadsNow()).as("the leader stays").isTrue();
            }
            Nodes.get(pending);
            int all = WORDS + answered;
            Nodes.until("everything is there", () -> empty.state().size() == all);
            assertThat(answered).as("commands that went on").isGreaterThan(20);
            assertThat(leader.tenure().term()).as("no election").isEqualTo(term);
        }
    }

    /** The usual times; snapshots only on demand, and few entries kept behind them. */
    private static RaftNodeSettings calm(RaftNodeSettings settings) {
        RaftSettings usual = RaftSettings.of(Duration.ofSeconds(1));
        return settings.withRaft(new RaftSettings(
                usual.electionTimeout(),
                usual.heartbeat(),
                usual.giveUp(),
                usual.leaseReads(),
                usual.maxAppendBytes(),
                usual.maxAppendEntries(),
                usual.maxInflightMessages(),
                usual.maxInflightBytes(),
                usual.maxPendingProposals(),
                usual.maxPendingBytes(),
                1_000_000,
                1 << 30,
                10));
    }
}
