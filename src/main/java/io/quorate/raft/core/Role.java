package io.quorate.raft.core;

/** What a node is in its term (§5.1); pre-candidate from the thesis, §9.6. */
public enum Role {
    FOLLOWER,
    PRE_CANDIDATE,
    CANDIDATE,
    LEADER
}
