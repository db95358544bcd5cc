package io.quorate.raft.core;

import io.quorate.raft.core.log.DurableState;
import io.quorate.raft.core.log.Log;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.NodeId;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything a replica knows, while one step changes it. A {@link RaftState} wraps one that no step touches any more; each
 * step works on a copy. Times are the monotonic nanoseconds that steps are given.
 */
final class Draft {

    /** What must never be forgotten, ahead of the disk by what {@link #durability} says. */
    DurableState stored;

    Configurations configurations;
    final Durability durability;
    /** Of the last step that had one. */
    long token;

    Role role = Role.FOLLOWER;
    Optional<NodeId> leader = Optional.empty();
    /** Entries up to here are committed (§5.3). */
    long commitIndex;
    /** The shell was told to apply up to here. */
    long handedIndex;
    /** It has. */
    long appliedIndex;

    /** May be campaigned with while the log is empty. */
    Optional<Configuration> founding = Optional.empty();

    long startedAt;
    long electionDeadline;
    long tickedAt;
    /** When a leader, of this term or an earlier one, was last heard. */
    OptionalLong leaderHeardAt = OptionalLong.empty();

    Heard heard = Heard.NOTHING;
    /** This node does not stand for election before this moment. */
    OptionalLong abstainUntil = OptionalLong.empty();

    /** Granted to this (pre-)candidate by others. */
    final Set<NodeId> votes;
    /** Present when the leader asked for this campaign: the round that permits it. */
    OptionalLong campaignRound = OptionalLong.empty();

    /** Present on a leader only. */
    Optional<Leading> leading = Optional.empty();
    /** A hand-over that was asked for here; outlives the leadership until its outcome is seen. */
    Optional<Transfer> transfer = Optional.empty();
    /** Questions for an index that this node has put to the leader, by context. */
    final NavigableMap<Long, ForwardedRead> forwardedReads;
    /** Added to contexts on the wire, so that an answer to an earlier life of this node fits none of this one's. */
    long readSalt;

    long random;

    Draft(DurableState stored, Configurations configurations) {
        this(stored, configurations, new Durability(stored.log().lastIndex()), new TreeSet<>(), new TreeMap<>());
    }

    private Draft(
            DurableState stored,
            Configurations configurations,
            Durability durability,
            Set<NodeId> votes,
            NavigableMap<Long, ForwardedRead> forwardedReads) {
        this.stored = stored;
        this.configurations = configurations;
        this.durability = durability;
        this.votes = votes;
        this.forwardedReads = forwardedReads;
    }

    Draft copy() {
        Draft copy = new Draft(
                stored, configurations, durability.copy(), new TreeSet<>(votes), new TreeMap<>(forwardedReads));
        copy.token = token;
        copy.role = role;
        copy.leader = leader;
        copy.commitIndex = commitIndex;
        copy.handedIndex = handedIndex;
        copy.appliedIndex = appliedIndex;
        copy.founding = founding;
        copy.startedAt = startedAt;
        copy.electionDeadline = electionDeadline;
        copy.tickedAt = tickedAt;
        copy.leaderHeardAt = leaderHeardAt;
        copy.heard = heard;
        copy.abstainUntil = abstainUntil;
        copy.campaignRound = campaignRound;
        copy.leading = leading.map(Leading::copy);
        copy.transfer = transfer;
        copy.readSalt = readSalt;
        copy.random = random;
        return copy;
    }

    long term() {
        return stored.term();
    }

    Log log() {
        return stored.log();
    }

    /** The last one in the log or the snapshot; before there is any, the one to be founded with. */
    Optional<Configuration> configuration() {
        return configurations.latest().map(Configurations.Placed::configuration).or(() -> founding);
    }

    /** The one before, while that in force is not known to be committed. Earlier ones than these two cannot matter. */
    Optional<Configuration> configurationToFallBackOn() {
        long latest = configurationIndex();
        return latest > commitIndex
                ? configurations.at(latest - 1).map(Configurations.Placed::configuration)
                : Optional.empty();
    }

    /** The entry the configuration in force came with; 0 before there is one. */
    long configurationIndex() {
        return configurations.latest().map(Configurations.Placed::index).orElse(0L);
    }
}
