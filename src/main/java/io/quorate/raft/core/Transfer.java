package io.quorate.raft.core;

import io.quorate.raft.core.membership.NodeId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A hand-over of leadership under way (thesis §3.10).
 *
 * @param number the shell's name for it; empty when the core began it by itself
 * @param term in which this node led
 * @param deadline when it is given up
 * @param lastRound once the target was told to campaign: no later round of heartbeats belongs to the hand-over
 * @param stepDown whether this node stops leading even if nobody takes over
 */
record Transfer(
        Optional<Long> number, long term, NodeId target, long deadline, OptionalLong lastRound, boolean stepDown) {

    Transfer withStepDown() {
        return new Transfer(number, term, target, deadline, lastRound, true);
    }

    Transfer told(long round) {
        return new Transfer(number, term, target, deadline, OptionalLong.of(round), stepDown);
    }
}
