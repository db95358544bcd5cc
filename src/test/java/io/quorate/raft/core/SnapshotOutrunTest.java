package io.quorate.raft.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.message.SnapshotAck;
import io.quorate.raft.core.message.SnapshotChunk;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The leader compacts its log again while a follower receives the snapshot before. */
class SnapshotOutrunTest {

    private static final RaftSettings KEEPS_NOTHING = new RaftSettings(
            Duration.ofSeconds(1),
            Duration.ofMillis(100),
            Duration.ofMillis(800),
            false,
            64_000,
            16,
            16,
            64_000,
            64,
            64_000,
            1_000,
            64_000,
            0);

    @Test
    void aFollowerWhoseSnapshotTheLogNoLongerJoinsGetsTheNextOne() {
        TinyGroup group = TinyGroup.founded(KEEPS_NOTHING, "a", "b", "c");
        group.elect("a");
        group.isolate("c");
        proposeAndCompact(group);
        SnapshotMeta first = group.state("a").snapshot().orElseThrow();
        group.loses = packet -> packet.message() instanceof SnapshotChunk;
        group.run(Duration.ofMillis(500));
        assertThat(group.state("a").peers())
                .hasEntrySatisfying(
                        TinyGroup.id("c"), peer -> assertThat(peer.mode()).isEqualTo("snapshot"));

        proposeAndCompact(group);
        SnapshotAck installed = new SnapshotAck(
                group.state("a").term(),
                first.index(),
                0,
                true,
                group.state("a").round());
        Output output = group.step("a", new Input.Received(TinyGroup.id("c"), TinyGroup.life("c"), installed));

        assertThat(output.sendSnapshot()).containsExactly(TinyGroup.id("c"));
    }

    private static void proposeAndCompact(TinyGroup group) {
        for (int i = 0; i < 5; i++) {
            group.propose("a", "x" + i);
            group.settle();
        }
        group.node("a").snapshot();
    }
}
