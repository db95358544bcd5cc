package io.quorate.log;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One node's knowledge of its group, at one instant.
 *
 * @param groupId empty before the node belongs to a group
 * @param self this node's id
 * @param role Raft's word for what it is: {@code Leader}, {@code Follower}, {@code Candidate}; {@code Shutdown} once
 *     stopped
 * @param leader id of the leader, while one is known
 * @param leaderUri where that leader's HTTP is reached
 * @param healthy a leader is known and was heard (or holds its lease); what {@code raft-health} tells
 * @param members by the configuration in force, sorted by id
 * @param lastContact since the leader was last heard; zero on the leader; empty when never
 * @param pendingProposals appended on this leader and not yet applied
 */
public record GroupStatus(
        Optional<String> groupId,
        String self,
        String role,
        long term,
        Optional<String> leader,
        Optional<String> leaderUri,
        boolean healthy,
        List<MemberStatus> members,
        long configurationIndex,
        long firstIndex,
        long lastIndex,
        long lastTerm,
        long commitIndex,
        long appliedIndex,
        long snapshotIndex,
        long snapshotTerm,
        Optional<Duration> lastContact,
        int pendingProposals) {

    public GroupStatus {
        members = List.copyOf(members);
    }

    /**
     * One member.
     *
     * @param address {@code host:port} at which nodes reach it
     * @param httpUri {@code scheme://host:port} of its HTTP, when known
     * @param voter false for a learner
     * @param admitted whether its present disk counts; false for a node that was named and never heard of
     * @param active on the leader: it answered within an election timeout. Elsewhere as the leader last told
     * @param matchIndex on the leader: how far its log is known to agree
     * @param labels all that the configuration says of it ({@code dataCenter} among it)
     */
    public record MemberStatus(
            String id,
            String address,
            Optional<String> httpUri,
            boolean voter,
            boolean admitted,
            boolean active,
            Optional<Long> matchIndex,
            int priority,
            Map<String, String> labels) {

        public MemberStatus {
            labels = Map.copyOf(labels);
        }
    }
}
