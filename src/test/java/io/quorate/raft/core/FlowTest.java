package io.quorate.raft.core;

import static io.quorate.raft.core.TinyGroup.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.message.AppendRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Bounded windows and queues (pitfall 23), batches, and what is done for silent peers. */
class FlowTest {

    private static Input.Propose batch(int commands) {
        List<Input.Proposal> proposals = new ArrayList<>();
        for (int i = 0; i < commands; i++) {
            proposals.add(new Input.Proposal(i, Optional.empty(), Bytes.EMPTY));
        }
        return new Input.Propose(proposals, 0);
    }

    @Test
    void oneStepsProposalsLeaveAsOneMessagePerPeer() {
        TinyGroup group = TinyGroup.founded("a", "b", "c");
        group.elect();
        Output output = group.step("a", batch(64));
        assertThat(output.sendNow()).hasSize(2);
        assertThat(output.writes()).hasSize(1);
        assertThat(output.proposed()).hasSize(64);
    }

    @Test
    void whatIsOnItsWayToAPeerIsBounded() {
        TinyGroup group = TinyGroup.founded(TinyGroup.settings(1000, 1000), "a", "b", "c");
        group.elect();
        group.isolate("b");
        int before = group.sentTo("b", AppendRequest.class).size();
        for (int i = 0; i < 100; i++) {
            group.propose("a", "x");
        }
        group.settle();
        assertThat(group.sentTo("b", AppendRequest.class)).hasSizeBetween(before + 2, before + 4);
        assertThat(group.peer("a", "b").messagesInFlight()).isBetween(2, 4);
        assertThat(group.state("a").commitIndex()).isEqualTo(101);
        group.heal();
        group.run(Duration.ofSeconds(1));
        assertThat(group.state("b").commitIndex()).isEqualTo(101);
    }

    @Test
    void aSilentPeerGetsOneEmptyProbePerHeartbeat() {
        TinyGroup group = TinyGroup.founded("a", "b", "c");
        group.elect();
        group.isolate("b");
        group.propose("a", "x");
        group.run(Duration.ofSeconds(3));
        int before = group.sentTo("b", AppendRequest.class).size();
        group.run(Duration.ofSeconds(1));
        List<AppendRequest> probes = group.sentTo("b", AppendRequest.class);
        assertThat(probes.subList(before, probes.size()))
                .hasSize(10)
                .allSatisfy(p -> assertThat(p.entries()).isEmpty());
    }

    @Test
    void lostMessagesAreNoticedWithoutWaitingForAnything() {
        TinyGroup group = TinyGroup.founded("a", "b", "c");
        group.elect();
        group.isolate("b");
        group.propose("a", "lost on its way to b");
        group.settle();
        group.heal();
        group.run(Duration.ofMillis(500));
        assertThat(group.state("b").commitIndex()).isEqualTo(2);
    }

    @Test
    void aCommitmentIsToldAtOnceWhereSomebodyWaitsForItAndWithTheNextTickElsewhere() {
        TinyGroup group = TinyGroup.founded("a", "b", "c");
        group.elect();
        group.run(Duration.ofMillis(500));
        group.step("a", new Input.Propose(List.of(new Input.Proposal(1, Optional.empty(), Bytes.EMPTY, true)), 0));
        group.settle();
        assertThat(group.state("b").commitIndex()).isEqualTo(2);
        group.step("a", new Input.Propose(List.of(new Input.Proposal(2, Optional.empty(), Bytes.EMPTY)), 0));
        group.settle();
        assertThat(group.state("a").commitIndex()).isEqualTo(3);
        assertThat(group.state("b").commitIndex()).isEqualTo(2);
        group.step("a", new Input.Tick());
        group.settle();
        assertThat(group.state("b").commitIndex()).isEqualTo(3);
    }

    @Test
    void tooManyWaitingProposalsAreRefusedWithTheReason() {
        TinyGroup group = TinyGroup.founded("a", "b", "c");
        group.elect();
        group.isolate("a");
        Output output = group.step("a", batch(5000));
        assertThat(output.proposed().get(4095)).isInstanceOf(Output.Proposed.Appended.class);
        assertThat(output.proposed().get(4096))
                .isEqualTo(new Output.Proposed.Refused(4096, "4096 commands are waiting already", Optional.empty()));
    }

    @Test
    void tooManyWaitingBytesAreRefused() {
        TinyGroup group = TinyGroup.founded("a", "b", "c");
        group.elect();
        group.isolate("a");
        Bytes large = Bytes.owning(new byte[9 * 1024 * 1024]);
        for (int i = 0; i < 2; i++) {
            group.step("a", new Input.Propose(List.of(new Input.Proposal(i, Optional.empty(), large)), 0));
        }
        Output third = group.step("a", new Input.Propose(List.of(new Input.Proposal(3, Optional.empty(), large)), 0));
        assertThat(third.proposed().get(0)).isInstanceOf(Output.Proposed.Refused.class);
    }

    @Test
    void aFollowerRefusesAndNamesTheLeader() {
        TinyGroup group = TinyGroup.founded("a", "b", "c");
        group.elect();
        Output output = group.step("b", batch(1));
        assertThat(output.proposed())
                .containsExactly(new Output.Proposed.Refused(0, "this node does not lead", Optional.of(id("a"))));
    }

    /** A hundred thousand in batches of 64; the bound is far from what it takes, so that a busy machine does not matter. */
    @Test
    void manyProposalsAreNoMatter() {
        TinyGroup group = TinyGroup.founded("a", "b", "c");
        TinyNode leader = group.elect();
        for (int i = 0; i < 100_000 / 64; i++) {
            group.step("a", batch(64));
            group.settle();
            group.sent.clear();
            group.nodes.values().forEach(node -> node.outputs.clear());
        }
        assertThat(leader.state.commitIndex()).isEqualTo(1 + 100_000 / 64 * 64);
    }

    @Test
    void sameInputsGiveTheSameOutputs() {
        List<List<Output>> runs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            TinyGroup group = TinyGroup.founded("a", "b", "c");
            group.elect();
            group.node("a").crash();
            group.elect();
            group.run(Duration.ofSeconds(3));
            runs.add(group.nodes.values().stream()
                    .flatMap(n -> n.outputs.stream())
                    .toList());
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1));
    }
}
