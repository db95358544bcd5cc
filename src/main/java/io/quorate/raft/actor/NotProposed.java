package io.quorate.raft.actor;

/** It certainly did not happen and will not: there is no leader, too much is under way, or the node has stopped. */
public final class NotProposed extends RuntimeException {

    public NotProposed(String reason) {
        super(reason);
    }
}
