package io.quorate.raft.core.message;

/**
 * Answers an {@link AppendRequest}.
 *
 * @param accepted whether the entry before the request's first one was there, with its term
 * @param index accepted: up to here the log is the leader's, and durable. Else: the follower's last index that may match,
 *     the leader should try no later one (fast backtracking, §5.3 end)
 * @param conflictTerm not accepted: term of the follower's entry at {@code index}; 0 when it has none there
 * @param round of the request
 */
public record AppendResponse(long term, boolean accepted, long index, long conflictTerm, long round)
        implements Message {}
