package io.quorate.raft.core;

/**
 * The latest sign of a leader: round of heartbeats and term.
 *
 * @param term 0 before the first
 */
record Heard(long term, long round) {

    static final Heard NOTHING = new Heard(0, 0);

    static Heard of(long term, long round) {
        return new Heard(term, round);
    }

    Heard and(long newTerm, long newRound) {
        return newTerm > term || (newTerm == term && newRound > round) ? new Heard(newTerm, newRound) : this;
    }

    /** The latest round of that term; 0 without one. */
    long roundIn(long ofTerm) {
        return ofTerm == term ? round : 0;
    }
}
