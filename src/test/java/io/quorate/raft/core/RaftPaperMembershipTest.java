package io.quorate.raft.core;

import static io.quorate.raft.core.TinyGroup.id;
import static io.quorate.raft.core.TinyGroup.learner;
import static io.quorate.raft.core.TinyGroup.life;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.raft.core.Output.ChangeAnswer;
import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.Member;
import io.quorate.raft.core.membership.MembershipChange;
import io.quorate.raft.core.membership.MembershipChange.AddLearner;
import io.quorate.raft.core.membership.MembershipChange.Bind;
import io.quorate.raft.core.membership.MembershipChange.Promote;
import io.quorate.raft.core.membership.MembershipChange.Remove;
import io.quorate.raft.core.membership.MembershipChange.Replace;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.AppendRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Changes of the group (thesis §4; spec of identities E10). */
class RaftPaperMembershipTest {

    private final TinyGroup group = TinyGroup.founded("a", "b", "c");
    private long number;

    private ChangeAnswer change(MembershipChange change) {
        group.step("a", new Input.ChangeMembership(++number, change));
        group.settle();
        List<ChangeAnswer> answers = group.node("a").answers(Output::changes);
        return answers.get(answers.size() - 1);
    }

    private String refusal(MembershipChange change) {
        return ((ChangeAnswer.Failed) change(change)).reason();
    }

    private List<NodeId> voters(String name) {
        return group.state(name).configuration().orElseThrow().voters().stream()
                .map(Member::id)
                .toList();
    }

    @Test
    void aLearnerGetsTheLogAndCountsInNoMajority() {
        group.elect();
        group.start("d");
        assertThat(change(new AddLearner(learner("d")))).isEqualTo(new ChangeAnswer.Done(1));
        group.run(Duration.ofMillis(300));
        assertThat(group.node("d").applied).hasSize(2);
        group.isolate("b", "c");
        long index = group.propose("a", "x");
        group.settle();
        assertThat(group.state("a").commitIndex()).isLessThan(index);
    }

    @Test
    void aLearnerThatHasCaughtUpBecomesAVoter() {
        group.elect();
        change(new AddLearner(learner("d")));
        assertThat(refusal(new Promote(id("d")))).contains("has not been heard");
        group.start("d");
        group.run(Duration.ofMillis(300));
        assertThat(change(new Promote(id("d")))).isInstanceOf(ChangeAnswer.Done.class);
        assertThat(voters("d")).hasSize(4);
    }

    /** Pitfall 18. */
    @Test
    void aBusyLogDoesNotKeepALearnerFromItsVote() {
        group.elect();
        change(new AddLearner(learner("d")));
        group.start("d");
        for (int i = 0; i < 20; i++) {
            group.propose("a", "busy");
            group.run(TinyGroup.TICK);
        }
        group.loses = packet -> packet.to().equals(id("d"));
        group.propose("a", "not yet at d");
        assertThat(group.peer("a", "d").match())
                .isLessThan(group.state("a").log().lastIndex());
        group.step("a", new Input.ChangeMembership(99, new Promote(id("d"))));
        group.heal();
        group.run(Duration.ofMillis(300));
        assertThat(voters("a")).contains(id("d"));
    }

    /** Pitfall 3 (Ongaro's note of 2015). */
    @Test
    void aLeaderBeginsNoChangeBeforeAnEntryOfItsTermIsCommitted() {
        group.elect();
        group.node("a").crash();
        group.loses = packet -> packet.message() instanceof AppendRequest request
                && !request.entries().isEmpty();
        while (group.leader().isEmpty()) {
            group.run(TinyGroup.TICK);
        }
        TinyNode next = group.leader().get();
        Output output = next.step(new Input.ChangeMembership(1, new Remove(id("a"))));
        assertThat(output.changes())
                .containsExactly(
                        new ChangeAnswer.Failed(1, "this leader has not committed an entry of its own yet", false));
    }

    @Test
    void oneChangeAtATime() {
        group.elect();
        group.isolate("a");
        group.step("a", new Input.ChangeMembership(1, new AddLearner(learner("d"))));
        assertThat(refusal(new AddLearner(learner("e")))).isEqualTo("the change before is not committed yet");
    }

    /** Pitfall 4. */
    @Test
    void aConfigurationIsInForceWhenAppendedAndGoesWithItsEntry() {
        group.elect();
        group.isolate("a");
        group.step("a", new Input.ChangeMembership(1, new Remove(id("b"))));
        assertThat(voters("a")).containsExactly(id("a"), id("c"));
        group.run(Duration.ofSeconds(4));
        assertThat(group.node("a").answers(Output::changes))
                .containsExactly(
                        new ChangeAnswer.Failed(1, "leadership was lost before the change was committed", true));
        group.heal();
        group.run(Duration.ofSeconds(2));
        assertThat(voters("a")).containsExactly(id("a"), id("b"), id("c"));
        assertThat(group.state("a").configurationIndex()).isEqualTo(1);
    }

    @Test
    void aLeaderThatRemovesItselfLeadsUntilThatIsCommittedAndNamesAnHeir() {
        TinyNode old = group.elect();
        assertThat(change(new Remove(id("a")))).isInstanceOf(ChangeAnswer.Done.class);
        assertThat(old.state.role()).isEqualTo(Role.FOLLOWER);
        assertThat(group.leader()).as("without any timeout").isPresent();
        int sent = group.sent.size();
        group.run(Duration.ofSeconds(5));
        assertThat(group.sent.subList(sent, group.sent.size()))
                .noneMatch(p -> p.from().equals(id("a")));
    }

    /** Pitfall 5. */
    @Test
    void aRemovedNodeDisturbsNobody() {
        TinyNode leader = group.elect();
        group.isolate("c");
        change(new Remove(id("c")));
        group.run(Duration.ofSeconds(5));
        group.heal();
        group.run(Duration.ofSeconds(10));
        assertThat(group.state("c").role()).as("does not know it").isEqualTo(Role.PRE_CANDIDATE);
        assertThat(group.leader()).contains(leader);
        assertThat(leader.state.term()).isEqualTo(1);
        assertThat(leader.state.leadsAt(group.now)).isTrue();
    }

    @Test
    void aNodeThatIsHereLearnsThatItWasRemoved() {
        group.elect();
        change(new Remove(id("c")));
        assertThat(voters("c")).doesNotContain(id("c"));
        group.run(Duration.ofSeconds(5));
        assertThat(group.state("c").role()).isEqualTo(Role.FOLLOWER);
    }

    /** One removed by an entry that is not committed may be the only one that can win (thesis §4.2.2). */
    @Test
    void aLeaderMayLeadOnWithoutBelongingToTheGroup() {
        TinyGroup two = TinyGroup.founded("a", "b");
        two.elect();
        two.isolate("a");
        two.step("a", new Input.ChangeMembership(1, new Remove(id("a"))));
        two.run(Duration.ofSeconds(3));
        two.heal();
        two.run(Duration.ofSeconds(6));
        assertThat(two.state("b").role()).isEqualTo(Role.LEADER);
        assertThat(two.state("b").configuration().orElseThrow().voters()).hasSize(1);
    }

    @Test
    void whatMakesNoSenseIsRefusedWithTheReason() {
        group.elect();
        assertThat(refusal(new AddLearner(learner("b")))).contains("b is a member already");
        assertThat(refusal(new Remove(id("z")))).isEqualTo("z is not a member");
        assertThat(refusal(new Promote(id("b")))).isEqualTo("b is a voter already");
        assertThat(refusal(new Replace(id("b"), life("b")))).isEqualTo("b is bound to that disk already");
        assertThat(refusal(new Bind(id("b"), life("other")))).contains("bound to a disk already");
        assertThat(refusal(new Replace(id("a"), life("other")))).contains("leads with the disk it has");
        TinyGroup one = TinyGroup.founded("a");
        one.elect();
        assertThat(one.step("a", new Input.ChangeMembership(1, new Remove(id("a"))))
                        .changes()
                        .toString())
                .contains("a is the last voter");
    }

    @Test
    void noChangeThatWouldLeaveNoMajorityThatAnswers() {
        group.elect();
        group.node("c").crash();
        group.run(Duration.ofSeconds(2));
        assertThat(refusal(new Remove(id("b")))).contains("only [a] of 2 voters would be there");
        assertThat(change(new Remove(id("c")))).isInstanceOf(ChangeAnswer.Done.class);
    }

    /** Pitfall 11. */
    @Test
    void aWipedNodeIsALearnerUntilItIsAdmittedAgain() {
        group.elect();
        group.start("c", life("new disk"));
        group.run(Duration.ofSeconds(1));
        assertThat(group.peer("a", "c").counts()).isFalse();
        assertThat(change(new Replace(id("c"), life("new disk")))).isInstanceOf(ChangeAnswer.Done.class);
        assertThat(voters("a")).containsExactly(id("a"), id("b"));
        group.run(Duration.ofMillis(500));
        assertThat(change(new Promote(id("c")))).isInstanceOf(ChangeAnswer.Done.class);
        assertThat(voters("a")).contains(id("c"));
    }

    @Test
    void aNamedNodeCountsOnlyWhenItsDiskIsBound() {
        TinyGroup young = new TinyGroup(TinyGroup.SETTINGS);
        young.start("a");
        young.start("b");
        young.start("c");
        Member unbound =
                new Member(id("c"), Optional.empty(), TinyGroup.voter("c").suffrage(), 50, new java.util.TreeMap<>());
        Configuration named = TinyGroup.configuration("a", "b", "c").with(unbound);
        young.step("a", new Input.Found(named));
        young.elect();
        assertThat(young.state("a").configuration()).contains(named);
        young.node("b").crash();
        young.run(Duration.ofSeconds(2));
        assertThat(young.leader()).as("c does not count").isEmpty();
        young.node("b").restart();
        TinyNode leader = young.elect();
        leader.step(new Input.ChangeMembership(1, new Bind(id("c"), life("c"))));
        young.settle();
        assertThat(leader.answers(Output::changes)).containsExactly(new ChangeAnswer.Done(1));
        young.nodes.values().stream()
                .filter(n -> !n.equals(leader) && !n.id.equals(id("c")))
                .forEach(TinyNode::crash);
        young.run(Duration.ofSeconds(2));
        assertThat(young.leader()).as("now it does").contains(leader);
    }

    @Test
    void anEmptyNodeThatMayNotFoundNeverStands() {
        TinyGroup empty = new TinyGroup(TinyGroup.SETTINGS);
        empty.start("a");
        empty.run(Duration.ofSeconds(10));
        assertThat(empty.sent).isEmpty();
        assertThat(empty.state("a").role()).isEqualTo(Role.FOLLOWER);
    }

    @Test
    void theFirstEntryIsTheConfiguration() {
        group.elect();
        group.run(Duration.ofMillis(100));
        assertThat(group.node("c").applied)
                .singleElement()
                .extracting(Entry::content)
                .isEqualTo(new Entry.Membership(TinyGroup.configuration("a", "b", "c")));
    }
}
