package io.quorate.raft.core;

import io.quorate.raft.core.membership.Member;

/** When an entry is committed (§5.3, §5.4.2), and what follows from it. */
final class Commitment {

    private Commitment() {}

    /** The leader counts: an entry of its own term that a majority has on disk is committed, and all before it. */
    static void advance(Step step) {
        if (!step.isLeader()) {
            return;
        }
        Draft state = step.state;
        long agreed = Quorums.reached(state.configuration().orElseThrow(), member -> durable(step, member));
        if (agreed > state.commitIndex && state.log().matches(agreed, state.term())) {
            state.commitIndex = agreed;
            Changes.onCommit(step);
        }
    }

    /** The follower is told: up to what it has verified to be the leader's log. */
    static void learn(Step step, long index) {
        step.state.commitIndex = Math.max(step.state.commitIndex, index);
    }

    /** Entries that may be applied: committed, and on this node's disk. */
    static long applicable(Draft state) {
        return Math.max(state.handedIndex, Math.min(state.commitIndex, state.durability.index()));
    }

    /** The leader's own log counts like any other: as far as its disk has it (thesis §10.2.1, pitfall 27). */
    private static long durable(Step step, Member member) {
        if (step.isSelf(member)) {
            return step.state.durability.index();
        }
        Progress progress = step.leading().peers.get(member.id());
        return progress != null && progress.isOf(member) ? progress.match : 0;
    }
}
