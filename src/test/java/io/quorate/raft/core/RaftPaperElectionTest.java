package io.quorate.raft.core;

import static io.quorate.raft.core.TinyGroup.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the paper says about elections, claim by claim (§5.1, §5.2, §5.4.1; thesis §9.6). */
class RaftPaperElectionTest {

    @Test
    void aGroupElectsOneLeaderAndAllFollowIt() {
        TinyGroup group = TinyGroup.founded("a", "b", "c");
        TinyNode leader = group.elect();
        group.run(Duration.ofSeconds(5));
        assertThat(group.leader()).contains(leader);
        assertThat(group.nodes.values()).allSatisfy(node -> {
            assertThat(node.state.leader()).contains(leader.id);
            assertThat(node.state.commitIndex()).isEqualTo(1);
            assertThat(node.state.term()).isEqualTo(1);
        });
        assertThat(leader.id).isEqualTo(id("a"));
    }

    @Test
    void whatIsProposedIsAppliedEverywhereInOrder() {
        TinyGroup group = TinyGroup.founded("a", "b", "c");
        group.elect();
        for (int i = 0; i < 100; i++) {
            group.propose("a", "command " + i);
        }
        group.settle();
        group.run(Duration.ofMillis(100));
        assertThat(group.nodes.values())
                .allSatisfy(node -> assertThat(node.applied).hasSize(101).isEqualTo(group.node("a").applied));
    }

    @Test
    void anotherNodeLeadsWhenTheLeaderIsGone() {
        TinyGroup group = TinyGroup.founded("a", "b", "c");
        group.elect();
        group.propose("a", "kept");
        group.settle();
        group.node("a").crash();
        TinyNode next = group.elect();
        assertThat(next.id).isNotEqualTo(id("a"));
        assertThat(next.state.term()).isEqualTo(2);
        group.node("a").restart();
        group.run(Duration.ofSeconds(3));
        assertThat(group.state("a").leader()).contains(next.id);
        assertThat(group.state("a").log().lastIndex()).isEqualTo(3);
        assertThat(group.node("b").applied).isEqualTo(group.node("c").applied);
    }

    @Test
    void aSingleNodeLeadsItself() {
        TinyGroup group = TinyGroup.founded("a");
        group.elect();
        long index = group.propose("a", "alone");
        assertThat(group.state("a").commitIndex()).isEqualTo(index);
    }
}
