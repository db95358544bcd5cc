package io.quorate.raft.core;

import io.quorate.raft.core.message.VoteRequest;

/**
 * A voter ignores candidates while it has reason to believe in a leader (§6 end, thesis §4.2.3): so removed and cut-off
 * nodes disturb nobody, and so a leader knows how long no other can be elected (leases, thesis §6.4.1).
 */
final class Loyalty {

    private Loyalty() {}

    static boolean forbids(Step step, VoteRequest request) {
        Draft state = step.state;
        if (isSoonAfterStart(step)) {
            return true;
        }
        if (isAskedForByLeader(state, request)) {
            return false;
        }
        return step.isLeader()
                || (state.leaderHeardAt.isPresent()
                        && step.now - state.leaderHeardAt.getAsLong() < step.times.election());
    }

    /** What this node promised before it stopped was in memory only (pitfall 13). */
    static boolean isSoonAfterStart(Step step) {
        return step.now - step.state.startedAt < step.times.election();
    }

    /** A hand-over that its leader has taken back since, as its later rounds show, is none. */
    private static boolean isAskedForByLeader(Draft state, VoteRequest request) {
        return request.transfer().isPresent()
                && state.heard.roundIn(request.term() - 1) <= request.transfer().getAsLong();
    }
}
