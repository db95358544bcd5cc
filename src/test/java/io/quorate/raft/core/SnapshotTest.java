package io.quorate.raft.core;

import static io.quorate.raft.core.TinyGroup.chunk;
import static io.quorate.raft.core.TinyGroup.configuration;
import static io.quorate.raft.core.TinyGroup.disk;
import static io.quorate.raft.core.TinyGroup.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.message.AppendRequest;
import io.quorate.raft.core.message.SnapshotAck;
import io.quorate.raft.core.message.SnapshotChunk;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Snapshots and what they do to the log (§7, thesis §5). */
class SnapshotTest {

    private static SnapshotMeta meta(long index, long term) {
        return new SnapshotMeta(index, term, 0, configuration("a", "b", "c"), 1);
    }

    private final TinyGroup group = TinyGroup.founded(TinyGroup.settings(10, 5), "a", "b", "c");

    private void propose(int commands) {
        for (int i = 0; i < commands; i++) {
            group.propose("a", "x");
            group.settle();
        }
    }

    @Test
    void oneIsWantedAfterSoManyEntriesAndATailIsKept() {
        TinyNode leader = group.elect();
        propose(8);
        assertThat(leader.outputs).noneMatch(Output::wantsSnapshot);
        propose(2);
        assertThat(leader.outputs).anyMatch(Output::wantsSnapshot);
        leader.snapshot();
        assertThat(leader.state.snapshot().orElseThrow().index()).isEqualTo(11);
        assertThat(leader.state.log().firstIndex()).isEqualTo(7);
        assertThat(leader.disk.log().firstIndex()).isEqualTo(7);
    }

    @Test
    void theTailIsLongerWhileSomebodyCatchesUp() {
        TinyNode leader = group.elect();
        group.loses = packet -> packet.message() instanceof AppendRequest request
                && packet.to().equals(id("c"))
                && !request.entries().isEmpty();
        propose(30);
        leader.snapshot();
        assertThat(leader.state.log().firstIndex()).isEqualTo(31 + 1 - 20);
    }

    @Test
    void aFollowerThatNeedsWhatIsGoneGetsTheSnapshot() {
        TinyNode leader = group.elect();
        group.node("c").crash();
        propose(40);
        leader.snapshot();
        group.node("c").restart();
        group.run(Duration.ofSeconds(1));
        assertThat(group.node("c").outputs).anyMatch(output -> output.restore().isPresent());
        assertThat(group.state("c").commitIndex()).isEqualTo(41);
        propose(1);
        assertThat(group.state("c").log().lastIndex()).isEqualTo(42);
        assertThat(group.peer("a", "c").mode()).isEqualTo("replicate");
    }

    /** Pitfall 9. */
    @Test
    void anOutdatedSnapshotIsIgnoredAndAcknowledged() {
        group.elect();
        propose(5);
        Output output = group.node("b").step(new Input.SnapshotReceived(meta(3, 1)));
        assertThat(output.writes()).isEmpty();
        assertThat(output.restore()).isEmpty();
        assertThat(group.sentTo("a", SnapshotAck.class))
                .last()
                .extracting(SnapshotAck::installed)
                .isEqualTo(true);
    }

    @Test
    void itIsAcknowledgedOnceItIsOnDisk() {
        TinyGroup alone = new TinyGroup(TinyGroup.SETTINGS);
        alone.start("b");
        TinyNode node = alone.start("a", disk(configuration("a", "b", "c"), 1, 1));
        alone.deliver("a", "b", new AppendRequest(2, 2, 1, List.of(), 0, 1));
        node.holdsDisk = true;
        alone.deliver("a", "b", chunk(2, meta(9, 2), 1));
        assertThat(alone.sentTo("b", SnapshotAck.class)).isEmpty();
        assertThat(node.state.log().lastIndex()).isEqualTo(9);
        assertThat(node.state.durableIndex()).isLessThan(9);
        node.sync();
        assertThat(alone.sentTo("b", SnapshotAck.class))
                .singleElement()
                .extracting(SnapshotAck::installed)
                .isEqualTo(true);
        assertThat(node.state.durableIndex()).isEqualTo(9);
        assertThat(node.state.appliedIndex()).isEqualTo(9);
    }

    @Test
    void aChunkIsASignOfTheLeaderAndPassedOn() {
        TinyGroup alone = new TinyGroup(TinyGroup.SETTINGS);
        alone.start("b");
        TinyNode node = alone.start("a", disk(configuration("a", "b", "c"), 1, 1));
        SnapshotChunk chunk = chunk(2, meta(9, 2), 1);
        Transition next =
                node.core.step(node.state, alone.now, new Input.Received(id("b"), TinyGroup.life("b"), chunk));
        assertThat(next.output().chunk()).contains(chunk);
        assertThat(next.state().leader()).contains(id("b"));
        assertThat(next.state().leaderHeardAtNanos()).hasValue(alone.now);
        Transition old = node.core.step(
                next.state(), alone.now, new Input.Received(id("c"), TinyGroup.life("c"), chunk(1, meta(9, 2), 1)));
        assertThat(old.output().chunk()).isEmpty();
        assertThat(old.output().sendNow())
                .singleElement()
                .extracting(o -> o.message().term())
                .isEqualTo(2L);
    }

    /** The configuration comes with the snapshot, and a cut of the log falls back on it. */
    @Test
    void theConfigurationOfTheSnapshotIsInForce() {
        TinyGroup alone = new TinyGroup(TinyGroup.SETTINGS);
        alone.start("b");
        TinyNode node = alone.start("a");
        alone.deliver("a", "b", chunk(2, meta(9, 2), 1));
        assertThat(node.state.configuration()).contains(configuration("a", "b", "c"));
        assertThat(node.disk
                        .with(new Write.HardState(9, java.util.Optional.empty()))
                        .snapshotIndex())
                .isEqualTo(9);
        node.crash();
        node.restart();
        assertThat(node.state.configuration()).contains(configuration("a", "b", "c"));
        assertThat(node.state.commitIndex()).isEqualTo(9);
    }

    @Test
    void anotherOneFollowsWhenTheLogWasCompactedBeyondTheFirst() {
        TinyNode leader = group.elect();
        group.node("c").crash();
        propose(40);
        leader.snapshot();
        SnapshotMeta first = leader.state.snapshot().orElseThrow();
        group.loses = packet -> packet.message() instanceof SnapshotChunk;
        group.node("c").restart();
        group.run(Duration.ofMillis(300));
        assertThat(group.peer("a", "c").mode()).isEqualTo("snapshot");
        propose(60);
        leader.snapshot();
        group.heal();
        group.deliver("c", "a", chunk(leader.state.term(), first, leader.state.round()));
        group.settle();
        group.run(Duration.ofMillis(50));
        assertThat(group.state("c").commitIndex()).isEqualTo(101);
    }

    @Test
    void sendingBeginsAgainWhenItFailed() {
        TinyNode leader = group.elect();
        group.node("c").crash();
        propose(40);
        leader.snapshot();
        group.loses = packet -> packet.message() instanceof SnapshotChunk;
        group.node("c").restart();
        group.run(Duration.ofMillis(500));
        int before = leader.answers(Output::sendSnapshot).size();
        assertThat(before).isPositive();
        leader.step(new Input.SnapshotSendFailed(id("c")));
        group.heal();
        group.run(Duration.ofMillis(500));
        assertThat(leader.answers(Output::sendSnapshot).size()).isGreaterThan(before);
        assertThat(group.state("c").commitIndex()).isEqualTo(41);
    }
}
