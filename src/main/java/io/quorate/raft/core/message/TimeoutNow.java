package io.quorate.raft.core.message;

/**
 * The leader asks a follower that has everything to campaign at once (thesis §3.10).
 *
 * @param round the last round of heartbeats that belongs to this hand-over. Who has heard a later one knows that the
 *     leader took it back
 */
public record TimeoutNow(long term, long round) implements Message {}
