package io.quorate.raft.core;

/**
 * Whether a learner is close enough to become a voter (thesis §4.2.1): replication to it is divided into rounds, each of
 * which brings what the leader's log held when the round began. A round that took less than an election timeout means
 * that the rest is short, too; "has everything" would never be true of a busy log.
 *
 * @param target where the round ends
 * @param since when it began
 * @param complete whether its end was reached
 * @param quick whether the last complete round was quick enough
 */
record CatchUp(long target, long since, boolean complete, boolean quick) {

    static CatchUp begin(long target, long now) {
        return new CatchUp(target, now, false, false);
    }

    /** The node agrees up to {@code match}; the leader's log ends at {@code last}. */
    CatchUp reached(long match, long last, long now, long electionTimeout) {
        if (match < target) {
            return this;
        }
        if (match >= last) {
            return new CatchUp(match, now, true, true);
        }
        return new CatchUp(last, now, false, complete ? quick : now - since < electionTimeout);
    }

    /** The leader's log has grown: a round begins if none is under way. */
    CatchUp grown(long last, long now) {
        return complete && last > target ? new CatchUp(last, now, false, quick) : this;
    }

    boolean isCaughtUp(long now, long electionTimeout) {
        return quick && (complete || now - since < electionTimeout);
    }
}
