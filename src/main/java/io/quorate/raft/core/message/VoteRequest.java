package io.quorate.raft.core.message;

/**
 * Asks for a vote (§5.2, §5.4.1).
 *
 * @param preVote only asks whether a vote would be given; changes nothing at either side (thesis §9.6)
 * @param lastIndex the candidate's last entry; 0 with an empty log
 * @param lastTerm its term; 0 with an empty log
 * @param transfer the leader asked for this campaign: voters need not be loyal to it (thesis §3.10, §4.2.3)
 */
public record VoteRequest(long term, boolean preVote, long lastIndex, long lastTerm, boolean transfer)
        implements Message {}
