package io.quorate.raft.core.message;

import java.util.OptionalLong;

/**
 * Asks for a vote (§5.2, §5.4.1).
 *
 * @param preVote only asks whether a vote would be given; changes nothing at either side (thesis §9.6)
 * @param lastIndex the candidate's last entry; 0 with an empty log
 * @param lastTerm its term; 0 with an empty log
 * @param transfer present when the leader asked for this campaign: then voters need not be loyal to it (thesis §3.10,
 *     §4.2.3), unless they heard a later round of its heartbeats than this one. That makes a {@link TimeoutNow} harmless
 *     that arrives long after the leader gave the hand-over up
 */
public record VoteRequest(long term, boolean preVote, long lastIndex, long lastTerm, OptionalLong transfer)
        implements Message {}
