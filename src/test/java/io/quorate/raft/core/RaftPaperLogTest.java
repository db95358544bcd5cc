package io.quorate.raft.core;

import static io.quorate.raft.core.TinyGroup.configuration;
import static io.quorate.raft.core.TinyGroup.disk;
import static io.quorate.raft.core.TinyGroup.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.message.AppendRequest;
import io.quorate.raft.core.message.AppendResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Log replication and commitment (§5.3, §5.4), claim by claim. */
class RaftPaperLogTest {

    private static Entry entry(long index, long term) {
        return new Entry(index, term, 0, new Entry.Command(Optional.empty(), Bytes.EMPTY));
    }

    private static AppendRequest append(long term, long prevIndex, long prevTerm, long commit, Entry... entries) {
        return new AppendRequest(term, prevIndex, prevTerm, List.of(entries), commit, 1);
    }

    private final TinyGroup group = new TinyGroup(TinyGroup.SETTINGS);

    private TinyNode follower(long... terms) {
        group.start("b");
        return group.start("a", disk(configuration("a", "b", "c"), terms));
    }

    private AppendResponse answerTo(AppendRequest request) {
        group.deliver("a", "b", request);
        List<AppendResponse> answers = group.sentTo("b", AppendResponse.class);
        return answers.get(answers.size() - 1);
    }

    /** Pitfall 7. */
    @Test
    void aLateRequestDoesNotUndoANewerOne() {
        TinyNode follower = follower(1, 1);
        answerTo(append(2, 2, 1, 0, entry(3, 2), entry(4, 2), entry(5, 2)));
        AppendResponse again = answerTo(append(2, 2, 1, 0, entry(3, 2)));
        assertThat(again.accepted()).isTrue();
        assertThat(again.index()).isEqualTo(3);
        assertThat(follower.state.log().lastIndex()).isEqualTo(5);
    }

    @Test
    void entriesOfAnotherTermGoWithAllThatFollowThem() {
        TinyNode follower = follower(1, 1, 2, 2, 2);
        answerTo(append(3, 2, 1, 0, entry(3, 3)));
        assertThat(group.terms("a")).containsExactly(1L, 1L, 3L);
        assertThat(follower.disk.log().lastIndex()).isEqualTo(3);
    }

    /** Pitfall 8. */
    @Test
    void aFollowerCommitsOnlyWhatTheRequestHasVerified() {
        TinyNode follower = follower(1, 1, 2, 2, 2);
        answerTo(append(3, 2, 1, 5));
        assertThat(follower.state.commitIndex()).isEqualTo(2);
        answerTo(append(3, 2, 1, 9, entry(3, 2)));
        assertThat(follower.state.commitIndex()).isEqualTo(3);
    }

    @Test
    void aRequestBehindTheLogsEndIsRefusedWithTheLastPlaceThatMayMatch() {
        follower(1, 1, 2, 2);
        assertThat(answerTo(append(5, 9, 5, 0)))
                .extracting(AppendResponse::accepted, AppendResponse::index)
                .containsExactly(false, 4L);
        assertThat(answerTo(append(5, 4, 5, 0)))
                .extracting(AppendResponse::index, AppendResponse::conflictTerm)
                .containsExactly(3L, 2L);
        assertThat(answerTo(append(5, 3, 1, 0)))
                .extracting(AppendResponse::index, AppendResponse::conflictTerm)
                .containsExactly(2L, 1L);
    }

    @Test
    void overwritingWhatIsCommittedStopsTheNode() {
        follower(1, 1, 2);
        answerTo(append(2, 3, 2, 3));
        assertThatThrownBy(() -> group.deliver("a", "b", append(3, 2, 1, 3, entry(3, 3))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("FOLLOWER of term 3")
                .hasMessageContaining("entry 3 is committed");
    }

    @Test
    void twoLeadersOfOneTermStopTheNode() {
        group.start("c");
        follower(1, 1);
        answerTo(append(3, 2, 1, 0));
        assertThatThrownBy(() -> group.deliver("a", "c", append(3, 2, 1, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("c leads the same term as b");
    }

    /** Pitfall 1: what is acknowledged is on disk; heartbeats need none (pitfall 22). */
    @Test
    void entriesAreAcknowledgedOnceTheyAreOnDiskAndHeartbeatsAtOnce() {
        TinyNode follower = follower(1, 1);
        answerTo(append(2, 2, 1, 0));
        follower.holdsDisk = true;
        int before = group.sent.size();
        group.deliver("a", "b", append(2, 2, 1, 0, entry(3, 2)));
        assertThat(group.sent).hasSize(before);
        AppendResponse heartbeat = answerTo(append(2, 3, 2, 0));
        assertThat(heartbeat.accepted()).isTrue();
        assertThat(heartbeat.index()).isEqualTo(2);
        follower.sync();
        assertThat(group.sentTo("b", AppendResponse.class))
                .last()
                .extracting(AppendResponse::index)
                .isEqualTo(3L);
    }

    /** Figure 8; pitfall 2. */
    @Test
    void anEntryOfAnEarlierTermIsNotCommittedByCounting() {
        group.start("a", disk(configuration("a", "b", "c"), 1, 2));
        group.start("b", disk(configuration("a", "b", "c"), 1));
        group.start("c", disk(configuration("a", "b", "c"), 1));
        group.loses = packet -> packet.message() instanceof AppendRequest request
                && request.entries().stream().anyMatch(e -> e.content() instanceof Entry.NoOp);
        while (group.leader().isEmpty()) {
            group.run(TinyGroup.TICK);
        }
        TinyNode leader = group.leader().get();
        assertThat(leader.id).isEqualTo(id("a"));
        group.loses = packet -> false;
        group.isolate("c");
        // b gets the entry of term 2 alone, which is on a majority then
        group.node("b")
                .step(new Input.Received(
                        id("a"),
                        leader.life,
                        append(leader.state.term(), 1, 1, 0, leader.state.log().entry(2))));
        assertThat(leader.state.commitIndex()).isLessThan(2);
        Output before = leader.step(new Input.Received(
                id("b"), group.node("b").life, new AppendResponse(leader.state.term(), true, 2, 0, 1)));
        assertThat(before.applyTo()).isEmpty();
        assertThat(leader.state.commitIndex()).isLessThan(2);
        group.settle();
        group.run(Duration.ofMillis(300));
        assertThat(leader.state.commitIndex())
                .as("with the entry of its own term")
                .isGreaterThanOrEqualTo(3);
    }

    /** Pitfall 27; thesis §10.2.1. */
    @Test
    void theLeaderSendsBeforeItsDiskHasTheEntryAndCountsItselfAfterwards() {
        TinyGroup three = TinyGroup.founded("a", "b", "c");
        TinyNode leader = three.elect();
        leader.holdsDisk = true;
        three.isolate("c");
        long index = three.propose("a", "x");
        three.settle();
        assertThat(three.state("b").log().lastIndex()).isEqualTo(index);
        assertThat(leader.state.commitIndex()).isLessThan(index);
        leader.sync();
        assertThat(leader.state.commitIndex()).isEqualTo(index);
        assertThat(leader.applied).hasSize((int) index);
    }

    @Test
    void theLeaderCommitsByItsFollowersAloneButAppliesWhatItsOwnDiskHas() {
        TinyGroup three = TinyGroup.founded("a", "b", "c");
        TinyNode leader = three.elect();
        leader.holdsDisk = true;
        long index = three.propose("a", "x");
        three.settle();
        assertThat(leader.state.commitIndex()).isEqualTo(index);
        assertThat(leader.applied).hasSize((int) index - 1);
        leader.sync();
        assertThat(leader.applied).hasSize((int) index);
    }

    /** Pitfall 17. */
    @Test
    void aLateAcknowledgementOfAnOverwrittenEntryCountsForNothing() {
        TinyNode follower = follower(1, 1);
        follower.holdsDisk = true;
        Output first = follower.step(new Input.Received(
                id("b"), TinyGroup.life("b"), append(2, 2, 1, 0, entry(3, 2), entry(4, 2), entry(5, 2))));
        follower.step(new Input.Received(id("b"), TinyGroup.life("b"), append(3, 3, 2, 0, entry(4, 3), entry(5, 3))));
        follower.step(new Input.Persisted(first.token()));
        assertThat(follower.state.durableIndex()).isEqualTo(3);
        follower.sync();
        assertThat(follower.state.durableIndex()).isEqualTo(5);
    }

    /** Spec E9. */
    @Test
    void logTimeNeverFalls() {
        TinyGroup one = TinyGroup.founded("a");
        one.elect();
        one.step("a", new Input.Propose(List.of(new Input.Proposal(1, Optional.empty(), Bytes.EMPTY)), 5000));
        one.step("a", new Input.Propose(List.of(new Input.Proposal(2, Optional.empty(), Bytes.EMPTY)), 4000));
        assertThat(one.node("a").applied).extracting(Entry::stampMillis).containsExactly(0L, 5000L, 5000L);
    }
}
