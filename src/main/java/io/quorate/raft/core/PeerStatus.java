package io.quorate.raft.core;

import java.util.OptionalLong;

/**
 * What a leader knows of one other node.
 *
 * @param counts whether it was heard in the life that the configuration names
 * @param match its log agrees up to here, durably; 0 when nothing is known
 * @param next the next entry to be sent to it
 * @param mode {@code probe}, {@code replicate} or {@code snapshot}
 * @param messagesInFlight with entries, not answered yet
 * @param caughtUp near enough to the log's end to become a voter
 * @param heardAtNanos when it was last heard, monotonic; empty when never in this leader's time
 */
public record PeerStatus(
        boolean counts,
        long match,
        long next,
        String mode,
        int messagesInFlight,
        boolean caughtUp,
        OptionalLong heardAtNanos) {}
