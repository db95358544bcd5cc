package io.quorate.raft.core;

/** A follower's question to its leader. */
record ForwardedRead(long askedAt, long expiresAt) {}
