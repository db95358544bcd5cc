package io.quorate.raft.core;

import io.quorate.raft.core.log.Log;
import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.VoteRequest;
import io.quorate.raft.core.message.VoteResponse;
import java.util.Optional;

/**
 * Giving one's vote (§5.2, §5.4.1). Whoever is asked answers, also one that believes that it is no voter: the candidate may
 * know a later configuration (pitfall 19).
 */
final class Votes {

    private Votes() {}

    static void onRequest(Step step, NodeId from, VoteRequest request) {
        if (request.preVote()) {
            onPreVote(step, from, request);
        } else {
            onVote(step, from, request);
        }
    }

    /** Changes nothing here, in particular not the term. A refusal tells the own term, so that nobody is stuck behind. */
    private static void onPreVote(Step step, NodeId from, VoteRequest request) {
        Draft state = step.state;
        boolean granted =
                request.term() > state.term() && !Loyalty.forbids(step, request) && isUpToDate(state.log(), request);
        long term = granted ? request.term() : state.term();
        step.out.sendNow(from, new VoteResponse(term, true, granted));
    }

    private static void onVote(Step step, NodeId from, VoteRequest request) {
        Draft state = step.state;
        if (request.term() < state.term() || Loyalty.forbids(step, request)) {
            step.out.sendNow(from, new VoteResponse(state.term(), false, false));
            return;
        }
        if (request.term() > state.term()) {
            Roles.follow(step, request.term(), Optional.empty(), from + " campaigns in term " + request.term());
        }
        boolean free =
                state.stored.votedFor().filter(voted -> !voted.equals(from)).isEmpty();
        boolean granted = free && state.leader.isEmpty() && isUpToDate(state.log(), request);
        if (granted && state.stored.votedFor().isEmpty()) {
            step.write(new Write.HardState(state.term(), Optional.of(from)));
            step.drawElectionDeadline();
        }
        step.out.sendAfter(from, new VoteResponse(state.term(), false, granted));
    }

    /** The log with the later last term is more up to date; with the same last term, the longer one (§5.4.1). */
    private static boolean isUpToDate(Log own, VoteRequest request) {
        return request.lastTerm() > own.lastTerm()
                || (request.lastTerm() == own.lastTerm() && request.lastIndex() >= own.lastIndex());
    }
}
