package io.quorate.raft.core.message;

/**
 * Answers a {@link VoteRequest}.
 *
 * @param term the voter's term; a granted pre-vote carries the term asked for
 */
public record VoteResponse(long term, boolean preVote, boolean granted) implements Message {}
