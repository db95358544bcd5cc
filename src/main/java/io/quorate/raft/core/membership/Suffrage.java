package io.quorate.raft.core.membership;

/** Whether a member counts. */
public enum Suffrage {
    /** Counts in every majority. */
    VOTER,
    /** Receives the log and counts in none (thesis §4.2.1). */
    LEARNER
}
