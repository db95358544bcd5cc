package io.quorate.raft.core;

import static io.quorate.raft.core.TinyGroup.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.raft.core.Output.TransferAnswer;
import io.quorate.raft.core.membership.MembershipChange;
import io.quorate.raft.core.message.TimeoutNow;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Handing leadership over (thesis §3.10), preferring a leader, abstaining. */
class RaftPaperTransferTest {

    private final TinyGroup group = TinyGroup.founded("a", "b", "c");

    private void transfer(String from, String to) {
        group.step(from, new Input.Transfer(1, Optional.of(id(to))));
    }

    @Test
    void theTargetLeadsWithoutWaitingForAnyTimeout() {
        TinyNode old = group.elect();
        transfer("a", "b");
        group.settle();
        assertThat(group.state("b").role()).isEqualTo(Role.LEADER);
        assertThat(group.state("b").leadsAt(group.now)).isTrue();
        assertThat(old.answers(Output::transfers)).containsExactly(new TransferAnswer.Done(1, id("b")));
    }

    @Test
    void aTargetThatLagsIsWaitedForAndNothingElseIsAcceptedMeanwhile() {
        group.elect();
        group.isolate("b");
        group.propose("a", "x");
        group.settle();
        transfer("a", "b");
        assertThat(group.sentTo("b", TimeoutNow.class)).isEmpty();
        Output refused = group.step(
                "a",
                new Input.Propose(java.util.List.of(new Input.Proposal(1, Optional.empty(), TinyGroup.bytes("y"))), 0));
        assertThat(refused.proposed())
                .containsExactly(
                        new Output.Proposed.Refused(1, "leadership is being handed over to b", Optional.empty()));
        group.heal();
        group.run(Duration.ofMillis(500));
        assertThat(group.state("b").role()).isEqualTo(Role.LEADER);
    }

    @Test
    void itIsTakenBackAfterAnElectionTimeout() {
        TinyNode leader = group.elect();
        group.isolate("b");
        transfer("a", "b");
        group.run(Duration.ofMillis(1100));
        assertThat(leader.answers(Output::transfers)).singleElement().isInstanceOf(TransferAnswer.Failed.class);
        assertThat(leader.state.role()).isEqualTo(Role.LEADER);
        assertThat(group.propose("a", "again")).isPositive();
        assertThat(leader.state.leadsAt(group.now)).isTrue();
    }

    @Test
    void theLeaseEndsWhenTheTargetIsTold() {
        TinyNode leader = group.elect();
        transfer("a", "b");
        assertThat(leader.state.role()).isEqualTo(Role.LEADER);
        assertThat(leader.state.leaseUntilNanos()).isEmpty();
    }

    /** The message was on its way for long; its leader leads on and has a lease. */
    @Test
    void aCallToCampaignThatWasTakenBackDoesNoHarm() {
        TinyNode leader = group.elect();
        group.loses = packet -> packet.to().equals(id("b"));
        transfer("a", "b");
        TimeoutNow late = group.sentTo("b", TimeoutNow.class).get(0);
        group.run(Duration.ofMillis(1200));
        assertThat(leader.state.leadsAt(group.now)).isTrue();
        group.heal();
        group.network.clear();
        group.deliver("b", "a", late);
        group.network.removeIf(packet -> !packet.from().equals(id("b")));
        group.settle();
        assertThat(group.leaders()).hasSizeLessThanOrEqualTo(1).doesNotContain(id("b"));
    }

    /** Its own vote, too, is bound by what it has heard since. */
    @Test
    void theTargetItselfIgnoresACallThatWasTakenBack() {
        group.elect();
        group.loses = packet -> packet.message() instanceof TimeoutNow;
        transfer("a", "b");
        TimeoutNow late = group.sentTo("b", TimeoutNow.class).get(0);
        group.run(Duration.ofMillis(1200));
        group.deliver("b", "a", late);
        assertThat(group.state("b").role()).isEqualTo(Role.FOLLOWER);
        assertThat(group.state("b").term()).isEqualTo(1);
    }

    @Test
    void whoIsNoVoterOrUnknownIsNoTarget() {
        TinyNode leader = group.elect();
        transfer("a", "z");
        transfer("a", "a");
        transfer("b", "c");
        assertThat(leader.answers(Output::transfers)).hasSize(2).allMatch(TransferAnswer.Failed.class::isInstance);
        assertThat(group.node("b").answers(Output::transfers))
                .containsExactly(new TransferAnswer.Failed(1, "this node does not lead"));
    }

    @Test
    void withoutATargetTheMostAdvancedTakesOver() {
        group.elect();
        group.isolate("b");
        group.propose("a", "x");
        group.settle();
        group.step("a", new Input.Transfer(1, Optional.empty()));
        group.settle();
        group.heal();
        group.run(Duration.ofMillis(300));
        assertThat(group.state("c").role()).isEqualTo(Role.LEADER);
    }

    @Test
    void aVoterOfHigherPriorityTakesOverAfterAStableWhile() {
        TinyNode leader = group.elect();
        group.step("a", new Input.ChangeMembership(1, new MembershipChange.Prefer(id("c"), 90)));
        group.run(Duration.ofSeconds(5));
        assertThat(group.leader()).contains(leader);
        group.run(Duration.ofSeconds(8));
        assertThat(group.leader()).contains(group.node("c"));
        group.run(Duration.ofSeconds(30));
        assertThat(group.leader()).contains(group.node("c"));
    }

    @Test
    void whoAbstainsHandsOverAndDoesNotStand() {
        group.elect();
        group.step("a", new Input.Abstain(Duration.ofSeconds(10).toNanos()));
        group.settle();
        group.run(Duration.ofMillis(100));
        TinyNode next = group.leader().orElseThrow();
        assertThat(next.id).isNotEqualTo(id("a"));
        next.crash();
        group.run(Duration.ofSeconds(5));
        assertThat(group.leader().orElseThrow().id).isNotIn(id("a"), next.id);
    }

    @Test
    void whoAbstainsStopsLeadingEvenIfNobodyTakesOver() {
        group.elect();
        group.isolate("a");
        group.step("a", new Input.Abstain(Duration.ofSeconds(10).toNanos()));
        group.run(Duration.ofMillis(1100));
        assertThat(group.state("a").role()).isEqualTo(Role.FOLLOWER);
    }
}
