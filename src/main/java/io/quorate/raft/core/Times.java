package io.quorate.raft.core;

/** The settings' times in nanoseconds. */
record Times(long election, long heartbeat, long giveUp) {

    static Times of(RaftSettings settings) {
        return new Times(
                settings.electionTimeout().toNanos(),
                settings.heartbeat().toNanos(),
                settings.giveUp().toNanos());
    }
}
