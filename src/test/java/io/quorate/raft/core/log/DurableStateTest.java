package io.quorate.raft.core.log;

import static io.quorate.raft.core.log.LogTest.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.GroupId;
import io.quorate.raft.core.membership.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DurableStateTest {

    private static final Optional<NodeId> A = Optional.of(new NodeId("a"));
    private static final Optional<NodeId> B = Optional.of(new NodeId("b"));
    private static final DurableState FOUR = DurableState.EMPTY
            .with(new Write.HardState(2, A))
            .with(new Write.Splice(1, List.of(entry(1, 1), entry(2, 1), entry(3, 2), entry(4, 2))));

    private static SnapshotMeta snapshot(long index, long term) {
        return new SnapshotMeta(index, term, 77, new Configuration(new GroupId(new UUID(0, 0)), List.of()), 1);
    }

    @Test
    void aTermNeverFallsAndHasOneVote() {
        assertThatThrownBy(() -> FOUR.with(new Write.HardState(1, A))).hasMessageContaining("terms never fall");
        assertThatThrownBy(() -> FOUR.with(new Write.HardState(2, B))).hasMessageContaining("a second vote in term 2");
        assertThat(FOUR.with(new Write.HardState(2, A)).votedFor()).isEqualTo(A);
        assertThat(FOUR.with(new Write.HardState(3, B)).votedFor()).isEqualTo(B);
    }

    @Test
    void aSpliceReplacesTheTail() {
        DurableState spliced = FOUR.with(new Write.Splice(3, List.of(entry(3, 5))));
        assertThat(spliced.log().lastIndex()).isEqualTo(3);
        assertThat(spliced.log().lastTerm()).isEqualTo(5);
        assertThatThrownBy(() -> FOUR.with(new Write.Splice(6, List.of(entry(6, 5)))))
                .hasMessageContaining("a gap");
        assertThatThrownBy(() -> FOUR.with(new Write.Splice(3, List.of(entry(4, 5)))))
                .hasMessageContaining("elsewhere");
    }

    /** Pitfall 9. */
    @Test
    void aSnapshotKeepsTheTailThatContinuesItAndNoOther() {
        DurableState kept = FOUR.with(new Write.Install(snapshot(3, 2)));
        assertThat(kept.log().firstIndex()).isEqualTo(4);
        assertThat(kept.log().lastIndex()).isEqualTo(4);
        DurableState dropped = FOUR.with(new Write.Install(snapshot(3, 9)));
        assertThat(dropped.log().isEmpty()).isTrue();
        assertThat(dropped.log().lastIndex()).isEqualTo(3);
        assertThat(dropped.log().lastTerm()).isEqualTo(9);
        assertThat(dropped.lastStampMillis()).isEqualTo(77);
        assertThatThrownBy(() -> kept.with(new Write.Install(snapshot(2, 1)))).hasMessageContaining("over one of 3");
        assertThatThrownBy(() -> kept.with(new Write.Splice(3, List.of(entry(3, 5)))))
                .hasMessageContaining("would replace what the snapshot of 3 has");
    }

    @Test
    void compactingKeepsALogThatJoinsTheSnapshot() {
        DurableState compacted = FOUR.with(new Write.Compact(snapshot(3, 2), 2));
        assertThat(compacted.log().firstIndex()).isEqualTo(2);
        assertThat(compacted.snapshotIndex()).isEqualTo(3);
        assertThatThrownBy(() -> FOUR.with(new Write.Compact(snapshot(3, 2), 5)))
                .hasMessageContaining("would not join");
        assertThatThrownBy(() -> FOUR.with(new Write.Compact(snapshot(3, 1), 2)))
                .hasMessageContaining("is none of");
    }
}
