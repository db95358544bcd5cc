package io.quorate.raft.core.message;

/**
 * A follower asks the leader for an index from which a read is linearizable (thesis §6.4).
 *
 * @param context the follower's name for the question
 */
public record ReadIndexRequest(long term, long context) implements Message {}
