package io.quorate.raft.core;

import static io.quorate.raft.core.TinyGroup.configuration;
import static io.quorate.raft.core.TinyGroup.disk;
import static io.quorate.raft.core.TinyGroup.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.raft.core.message.AppendRequest;
import io.quorate.raft.core.message.AppendResponse;
import io.quorate.raft.core.message.VoteRequest;
import io.quorate.raft.core.message.VoteResponse;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The voter's side: who gets a vote (§5.2, §5.4.1), who is not even heard (§6 end, thesis §4.2.3, §9.6). */
class RaftPaperVoteTest {

    private final TinyGroup group = new TinyGroup(TinyGroup.SETTINGS);

    private TinyNode voter(long... terms) {
        group.start("b");
        group.start("c");
        return group.start("a", disk(configuration("a", "b", "c"), terms));
    }

    private static VoteRequest request(long term, boolean preVote, long lastIndex, long lastTerm) {
        return new VoteRequest(term, preVote, lastIndex, lastTerm, OptionalLong.empty());
    }

    private VoteResponse answerTo(String from, VoteRequest request) {
        group.deliver("a", from, request);
        List<VoteResponse> answers = group.sentTo(from, VoteResponse.class);
        return answers.get(answers.size() - 1);
    }

    @ParameterizedTest(name = "candidate to {0} of term {1}: {2}")
    @CsvSource({"3, 2, true", "4, 2, true", "2, 2, false", "9, 1, false", "1, 3, true"})
    void aVoteGoesToALogThatIsAtLeastAsUpToDate(long lastIndex, long lastTerm, boolean granted) {
        voter(1, 2, 2);
        assertThat(answerTo("b", request(5, false, lastIndex, lastTerm)).granted())
                .isEqualTo(granted);
        assertThat(group.state("a").term()).isEqualTo(5);
    }

    @Test
    void aTermHasOneVoteAndItIsRepeatedWhenAskedAgain() {
        voter(1, 2);
        assertThat(answerTo("b", request(5, false, 2, 2)).granted()).isTrue();
        assertThat(answerTo("c", request(5, false, 2, 2)).granted()).isFalse();
        assertThat(answerTo("b", request(5, false, 2, 2)).granted()).isTrue();
        assertThat(answerTo("c", request(6, false, 2, 2)).granted()).isTrue();
    }

    /** Pitfall 1. */
    @Test
    void noVoteLeavesBeforeItIsOnDisk() {
        TinyNode voter = voter(1, 2);
        voter.holdsDisk = true;
        group.deliver("a", "b", request(5, false, 2, 2));
        assertThat(group.sentTo("b", VoteResponse.class)).isEmpty();
        voter.crash();
        voter.restart();
        assertThat(voter.state.votedFor()).isEmpty();
        voter.holdsDisk = false;
        group.run(Duration.ofSeconds(1));
        group.deliver("a", "b", request(7, false, 2, 2));
        assertThat(voter.disk.votedFor()).contains(id("b"));
        assertThat(group.sentTo("b", VoteResponse.class)).last().isEqualTo(new VoteResponse(7, false, true));
    }

    @Test
    void aPreVoteChangesNothing() {
        TinyNode voter = voter(1, 2);
        assertThat(answerTo("b", request(9, true, 2, 2))).isEqualTo(new VoteResponse(9, true, true));
        assertThat(answerTo("c", request(9, true, 2, 2)).granted()).isTrue();
        assertThat(voter.state.term()).isEqualTo(2);
        assertThat(voter.state.votedFor()).isEmpty();
    }

    /** Pitfall 6: both are told the term they are behind of, or they would be stuck for ever. */
    @Test
    void lowerTermsOfPreVotesAndHeartbeatsAreAnsweredWithTheOwnTerm() {
        voter(1, 7);
        assertThat(answerTo("b", request(3, true, 9, 2))).isEqualTo(new VoteResponse(7, true, false));
        group.deliver("a", "c", new AppendRequest(3, 0, 0, List.of(), 0, 4));
        assertThat(group.sentTo("c", AppendResponse.class))
                .last()
                .extracting(AppendResponse::term)
                .isEqualTo(7L);
    }

    /** Pitfall 5. */
    @Test
    void whoHearsALeaderIgnoresCandidatesAndTheirTerms() {
        TinyNode voter = voter(1, 2);
        group.deliver("a", "b", new AppendRequest(2, 2, 2, List.of(), 0, 1));
        group.now += Duration.ofMillis(999).toNanos();
        assertThat(answerTo("c", request(8, false, 9, 9)).granted()).isFalse();
        assertThat(answerTo("c", request(8, true, 9, 9)).granted()).isFalse();
        assertThat(voter.state.term()).isEqualTo(2);
        assertThat(voter.state.leader()).contains(id("b"));
        group.now += Duration.ofMillis(2).toNanos();
        assertThat(answerTo("c", request(8, false, 9, 9)).granted()).isTrue();
    }

    /** Pitfall 13: what it promised a leader before was in memory only. */
    @Test
    void nobodyVotesForAnElectionTimeoutAfterItsStart() {
        TinyNode voter = voter(1, 2);
        voter.crash();
        voter.restart();
        assertThat(answerTo("b", request(5, false, 2, 2)).granted()).isFalse();
        group.now += Duration.ofMillis(1001).toNanos();
        assertThat(answerTo("b", request(5, false, 2, 2)).granted()).isTrue();
    }

    /** Pitfall 19. */
    @Test
    void whoeverIsAskedAnswersEvenIfItKnowsItselfToBeNoVoter() {
        group.start("b");
        group.start("a", disk(configuration("b", "c"), 1, 2));
        assertThat(answerTo("b", request(5, false, 2, 2)).granted()).isTrue();
    }

    @Test
    void aHandedOverCampaignNeedsNoLoyaltyUnlessItWasTakenBack() {
        voter(1, 2);
        group.deliver("a", "b", new AppendRequest(2, 2, 2, List.of(), 0, 10));
        VoteRequest late = new VoteRequest(3, false, 2, 2, OptionalLong.of(9));
        assertThat(answerTo("c", late).granted()).isFalse();
        VoteRequest valid = new VoteRequest(3, false, 2, 2, OptionalLong.of(10));
        assertThat(answerTo("c", valid).granted()).isTrue();
    }

    @Test
    void anotherLifeOfAVoterIsNotCounted() {
        group.start("a", disk(configuration("a", "b", "c"), 1, 2));
        group.start("b", TinyGroup.life("another disk of b"));
        group.start("c");
        group.run(Duration.ofSeconds(3));
        assertThat(group.state("a").role()).isEqualTo(Role.LEADER);
        assertThat(group.peer("a", "b").counts()).isFalse();
        group.node("c").crash();
        group.run(Duration.ofSeconds(3));
        assertThat(group.state("a").role()).isNotEqualTo(Role.LEADER);
        assertThat(group.state("b").log().lastIndex()).as("content flows to it").isEqualTo(3);
    }
}
