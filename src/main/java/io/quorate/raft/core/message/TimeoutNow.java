package io.quorate.raft.core.message;

/** The leader asks a follower that has everything to campaign at once (thesis §3.10). */
public record TimeoutNow(long term) implements Message {}
