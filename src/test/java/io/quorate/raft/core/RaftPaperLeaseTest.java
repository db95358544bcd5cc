package io.quorate.raft.core;

import static io.quorate.raft.core.TinyGroup.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.raft.core.Output.ReadAnswer;
import io.quorate.raft.core.message.AppendRequest;
import io.quorate.raft.core.message.ReadIndexResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reads without log entries (thesis §6.4), leases (§6.4.1), leaders that notice that they are none (§6.2). */
class RaftPaperLeaseTest {

    private final TinyGroup group = TinyGroup.founded("a", "b", "c");

    @Test
    void aReadIsAnsweredAfterARoundThatBeganAfterIt() {
        TinyNode leader = group.elect();
        long index = group.propose("a", "x");
        group.settle();
        Output asked = group.step("a", new Input.ReadIndex(7));
        assertThat(asked.reads()).isEmpty();
        group.settle();
        assertThat(leader.answers(Output::reads)).containsExactly(new ReadAnswer.Granted(7, index));
    }

    @Test
    void readsThatComeDuringARoundShareTheNextOne() {
        TinyNode leader = group.elect();
        int before = group.sentTo("b", AppendRequest.class).size();
        for (int i = 0; i < 100; i++) {
            group.step("a", new Input.ReadIndex(i));
        }
        group.settle();
        assertThat(leader.answers(Output::reads)).hasSize(100);
        assertThat(group.sentTo("b", AppendRequest.class)).hasSizeLessThanOrEqualTo(before + 2);
    }

    @Test
    void aLeaderThatWasReplacedAnswersNoRead() {
        TinyNode leader = group.elect();
        group.isolate("a");
        group.step("a", new Input.ReadIndex(1));
        group.run(Duration.ofSeconds(4));
        assertThat(leader.answers(Output::reads)).containsExactly(new ReadAnswer.Refused(1, "leadership was lost"));
    }

    /** Pitfall 14. */
    @Test
    void aNewLeaderAnswersOnlyWithAnEntryOfItsOwnTermCommitted() {
        group.elect();
        long index = group.propose("a", "committed, and only a knows");
        group.settle();
        group.node("a").crash();
        group.loses = packet -> packet.message() instanceof AppendRequest request
                && !request.entries().isEmpty();
        while (group.leader().isEmpty()) {
            group.run(TinyGroup.TICK);
        }
        TinyNode next = group.leader().get();
        next.step(new Input.ReadIndex(1));
        group.settle();
        assertThat(next.answers(Output::reads)).isEmpty();
        assertThat(next.state.leaseUntilNanos()).isEmpty();
        group.heal();
        group.run(Duration.ofMillis(300));
        assertThat(next.answers(Output::reads))
                .allSatisfy(answer ->
                        assertThat(((ReadAnswer.Granted) answer).index()).isGreaterThan(index));
        assertThat(next.state.leadsAt(group.now)).isTrue();
    }

    @Test
    void aFollowerAsksItsLeaderAgainUntilAnswered() {
        group.elect();
        long index = group.propose("a", "x");
        group.settle();
        group.loses = packet -> packet.message() instanceof ReadIndexResponse;
        group.step("b", new Input.ReadIndex(3));
        group.settle();
        assertThat(group.node("b").answers(Output::reads)).isEmpty();
        group.heal();
        group.run(Duration.ofMillis(400));
        assertThat(group.node("b").answers(Output::reads)).containsExactly(new ReadAnswer.Granted(3, index));
    }

    @Test
    void aFollowersQuestionExpires() {
        group.elect();
        group.isolate("b");
        group.step("b", new Input.ReadIndex(3));
        group.run(Duration.ofMillis(1100));
        assertThat(group.node("b").answers(Output::reads)).singleElement().isInstanceOf(ReadAnswer.Refused.class);
        group.run(Duration.ofSeconds(2));
        assertThat(group.step("b", new Input.ReadIndex(4)).reads())
                .containsExactly(new ReadAnswer.Refused(4, "no leader is known"));
    }

    @Test
    void theLeaseEndsBeforeAnotherCanBeElected() {
        TinyNode leader = group.elect();
        group.run(Duration.ofSeconds(1));
        group.isolate("a");
        long cut = group.now;
        while (leader.state.leadsAt(group.now)) {
            group.run(TinyGroup.TICK);
        }
        assertThat(Duration.ofNanos(group.now - cut)).isLessThanOrEqualTo(Duration.ofMillis(810));
        assertThat(group.leaders()).isEmpty();
        while (group.leaders().isEmpty()) {
            group.run(TinyGroup.TICK);
        }
        assertThat(Duration.ofNanos(group.now - cut)).isGreaterThan(Duration.ofMillis(900));
    }

    /** The only voter that is left, by an entry that may not be committed, waits as everybody does after a start. */
    @Test
    void theLastVoterDoesNotLeadWhileTheOneThatLeavesHasALease() {
        TinyGroup two = TinyGroup.founded("a", "b");
        TinyNode leader = two.elect();
        two.run(Duration.ofSeconds(1));
        two.step(
                "a",
                new Input.ChangeMembership(1, new io.quorate.raft.core.membership.MembershipChange.Remove(id("a"))));
        two.loses = packet -> packet.to().equals(id("a"));
        two.settle();
        two.node("b").crash();
        two.node("b").restart();
        while (leader.state.leadsAt(two.now)) {
            assertThat(two.state("b").role()).isEqualTo(Role.FOLLOWER);
            two.run(TinyGroup.TICK);
        }
    }

    @Test
    void aLeaderWithoutAMajorityGivesUp() {
        TinyNode leader = group.elect();
        group.isolate("a");
        group.run(Duration.ofSeconds(1));
        assertThat(leader.state.role()).isNotEqualTo(Role.LEADER);
        assertThat(leader.state.term()).isEqualTo(1);
    }

    /** Pitfall 5: partitioned for long, back again: nobody notices. */
    @Test
    void aNodeThatWasCutOffComesBackWithoutAnElection() {
        TinyNode leader = group.elect();
        group.isolate("c");
        group.run(Duration.ofMinutes(1));
        group.heal();
        group.run(Duration.ofSeconds(5));
        assertThat(group.leader()).contains(leader);
        assertThat(leader.state.term()).isEqualTo(1);
        assertThat(group.state("c").leader()).contains(id("a"));
    }

    /** Pitfall 13. */
    @Test
    void afterAPauseTheLeaseMustBeConfirmedAgain() {
        TinyNode leader = group.elect();
        group.run(Duration.ofSeconds(1));
        leader.step(new Input.Tick());
        assertThat(leader.state.leadsAt(group.now)).isTrue();
        group.now += Duration.ofMillis(550).toNanos();
        leader.step(new Input.Tick());
        assertThat(leader.state.leaseUntilNanos()).isEmpty();
        assertThat(leader.state.role()).isEqualTo(Role.LEADER);
        group.settle();
        assertThat(leader.state.leadsAt(group.now)).isTrue();
    }

    @Test
    void leaseReadsCostNothingWhereTheSettingsTrustClocks() {
        RaftSettings s = TinyGroup.SETTINGS;
        RaftSettings trusting = new RaftSettings(
                s.electionTimeout(), s.heartbeat(), s.giveUp(), true, 1000, 10, 10, 1000, 10, 1000, 10, 1000, 10);
        TinyGroup trusted = TinyGroup.founded(trusting, "a", "b", "c");
        trusted.elect();
        assertThat(trusted.step("a", new Input.ReadIndex(1)).reads()).containsExactly(new ReadAnswer.Granted(1, 1));
    }

    /** An answer to the life before must not fit a question of this one. */
    @Test
    void contextsOnTheWireDifferFromLifeToLife() {
        group.elect();
        group.isolate("b");
        group.step("b", new Input.ReadIndex(1));
        group.node("b").crash();
        group.node("b").restart();
        group.heal();
        group.run(Duration.ofMillis(300));
        group.step("b", new Input.ReadIndex(1));
        assertThat(group.sent.stream()
                        .filter(p -> p.message() instanceof io.quorate.raft.core.message.ReadIndexRequest)
                        .map(p -> ((io.quorate.raft.core.message.ReadIndexRequest) p.message()).context())
                        .distinct())
                .hasSize(2);
        assertThat(Optional.of(group.state("b").leader())).isPresent();
    }
}
