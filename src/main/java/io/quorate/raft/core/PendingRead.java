package io.quorate.raft.core;

import io.quorate.raft.core.membership.NodeId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A read that a leader has not confirmed yet (thesis §6.4).
 *
 * @param from the follower that asks; empty for this node's own
 * @param round that must be answered by a majority; empty until one has begun after the read came
 * @param index the commit index when the round began
 */
record PendingRead(Optional<NodeId> from, long context, OptionalLong round, long index) {

    static PendingRead waiting(Optional<NodeId> from, long context) {
        return new PendingRead(from, context, OptionalLong.empty(), 0);
    }

    PendingRead in(long newRound, long commitIndex) {
        return new PendingRead(from, context, OptionalLong.of(newRound), commitIndex);
    }

    boolean isConfirmedBy(long confirmedRound) {
        return round.isPresent() && round.getAsLong() <= confirmedRound;
    }
}
