package io.quorate.raft.core;

import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.Member;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.VoteRequest;
import io.quorate.raft.core.message.VoteResponse;
import java.util.Optional;
import java.util.OptionalLong;

/** Standing for election: silence, pre-vote, campaign, counting (§5.2, thesis §9.6). The voter's side is {@link Votes}. */
final class Elections {

    private Elections() {}

    /** No leader was heard for an election timeout: asks whether an election could be won (thesis §9.6). */
    static void onTick(Step step) {
        Draft state = step.state;
        if (step.isLeader() || step.now - state.electionDeadline < 0) {
            return;
        }
        step.drawElectionDeadline();
        if (mayStand(step)) {
            askBeforehand(step);
        } else if (state.role != Role.FOLLOWER || state.leader.isPresent()) {
            Roles.follow(step, state.term(), Optional.empty(), "the leader was not heard for an election timeout");
        }
    }

    /**
     * The leader wants this node to campaign without waiting, nor asking beforehand (thesis §3.10). Its own vote is a vote:
     * not against a promise of its own, made in a later round than the call, or forgotten in a restart.
     */
    static void onTimeoutNow(Step step, NodeId from, long round) {
        boolean fromLeader = step.state.leader.filter(from::equals).isPresent();
        boolean isValid = step.state.heard.roundIn(step.state.term()) <= round && !Loyalty.isSoonAfterStart(step);
        if (fromLeader && isValid && step.state.role == Role.FOLLOWER && mayStand(step)) {
            step.state.campaignRound = OptionalLong.of(round);
            campaign(step, "the leader hands over");
        }
    }

    static void onVoteResponse(Step step, NodeId from, Incarnation life, VoteResponse response) {
        Draft state = step.state;
        boolean expected = response.preVote()
                ? state.role == Role.PRE_CANDIDATE && response.term() == state.term() + 1
                : state.role == Role.CANDIDATE && response.term() == state.term();
        if (expected && response.granted() && step.counts(from, life)) {
            state.votes.add(from);
            tally(step);
        }
    }

    /** Counts again; the candidate's own vote counts once it is on its disk (pitfall 1). */
    static void tally(Step step) {
        Draft state = step.state;
        Configuration configuration = state.configuration().orElseThrow();
        if (state.role == Role.PRE_CANDIDATE && configuration.isMajority(m -> hasVoteOf(step, m))) {
            campaign(step, "a majority would vote for this node");
        } else if (state.role == Role.CANDIDATE
                && state.durability.hasTerm()
                && configuration.isMajority(m -> hasVoteOf(step, m))) {
            Roles.lead(step, "elected in term " + state.term());
        }
    }

    /**
     * Only a voter in its present life stands, and not while it abstains. One that is removed by an entry not known to be
     * committed stands, too, without counting itself: it may be the only one that can win (thesis §4.2.2).
     */
    private static boolean mayStand(Step step) {
        OptionalLong abstainUntil = step.state.abstainUntil;
        boolean abstains = abstainUntil.isPresent() && step.now - abstainUntil.getAsLong() < 0;
        return !abstains && (step.isVoter() || step.isVoterIn(step.state.configurationToFallBackOn()));
    }

    private static boolean hasVoteOf(Step step, Member member) {
        return step.isSelf(member) || step.state.votes.contains(member.id());
    }

    private static void askBeforehand(Step step) {
        Draft state = step.state;
        state.role = Role.PRE_CANDIDATE;
        state.leader = Optional.empty();
        state.votes.clear();
        state.campaignRound = OptionalLong.empty();
        step.out.why = "the leader was not heard for an election timeout";
        ask(step, state.term() + 1, true);
        tally(step);
    }

    private static void campaign(Step step, String why) {
        Draft state = step.state;
        state.role = Role.CANDIDATE;
        state.leader = Optional.empty();
        state.votes.clear();
        step.out.why = why;
        step.drawElectionDeadline();
        step.write(new Write.HardState(state.term() + 1, Optional.of(step.self)));
        ask(step, state.term(), false);
    }

    private static void ask(Step step, long term, boolean preVote) {
        Draft state = step.state;
        VoteRequest request = new VoteRequest(
                term, preVote, state.log().lastIndex(), state.log().lastTerm(), state.campaignRound);
        for (Member voter : state.configuration().orElseThrow().voters()) {
            if (voter.id().equals(step.self)) {
                continue;
            }
            if (preVote) {
                step.out.sendNow(voter.id(), request);
            } else {
                step.out.sendAfter(voter.id(), request);
            }
        }
    }
}
