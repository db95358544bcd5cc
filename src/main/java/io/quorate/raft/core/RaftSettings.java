package io.quorate.raft.core;

import java.time.Duration;

/**
 * Times and limits; equal on all nodes of a group, though nothing breaks when they differ for a while.
 *
 * @param electionTimeout silence of the leader after which an election may begin, drawn from one to two times this;
 *     voters stay loyal to a leader they heard for this long. At least ten times the slowest round trip
 * @param heartbeat how often a leader says that it is there
 * @param giveUp a leader that no majority has answered for this long (counted from sending) stops leading; and for this
 *     long after it was answered it may serve reads by lease, if {@code leaseReads}. Below {@code electionTimeout} by more
 *     than clocks drift within it
 * @param leaseReads whether linearizable reads trust the clocks' rates instead of asking around
 * @param maxAppendBytes of entries in one message, at least one entry
 * @param maxAppendEntries in one message
 * @param maxInflightMessages unanswered append messages per follower
 * @param maxInflightBytes in them
 * @param maxPendingProposals appended and not yet applied on the leader; further ones are refused
 * @param maxPendingBytes in them
 * @param snapshotEntries entries after the last snapshot that make the next one due
 * @param snapshotBytes bytes of entries that do
 * @param keepEntries kept behind a snapshot for followers that lag; up to four times that while one is catching up
 */
public record RaftSettings(
        Duration electionTimeout,
        Duration heartbeat,
        Duration giveUp,
        boolean leaseReads,
        int maxAppendBytes,
        int maxAppendEntries,
        int maxInflightMessages,
        int maxInflightBytes,
        int maxPendingProposals,
        int maxPendingBytes,
        int snapshotEntries,
        int snapshotBytes,
        int keepEntries) {

    public RaftSettings {
        if (heartbeat.multipliedBy(3).compareTo(giveUp) > 0 || giveUp.compareTo(electionTimeout) >= 0) {
            throw new IllegalArgumentException("heartbeat " + heartbeat + ", give-up time " + giveUp
                    + ", election timeout " + electionTimeout
                    + ": each must be well below the next (a third of it for the heartbeat)");
        }
    }

    /** All times from one, as {@code RaftElectionTimeoutMillis} gives it: heartbeat a tenth, giving up at four fifths. */
    public static RaftSettings of(Duration electionTimeout) {
        return new RaftSettings(
                electionTimeout,
                electionTimeout.dividedBy(10),
                electionTimeout.multipliedBy(4).dividedBy(5),
                false,
                64 * 1024,
                256,
                16,
                1024 * 1024,
                4096,
                16 * 1024 * 1024,
                10_000,
                8 * 1024 * 1024,
                5_000);
    }
}
