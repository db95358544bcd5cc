package io.quorate.raft.core;

import io.quorate.raft.core.log.DurableState;
import io.quorate.raft.core.log.Log;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.Member;
import io.quorate.raft.core.membership.NodeId;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that a replica knows at one moment. Immutable; may be read by any thread it was safely handed to. */
public final class RaftState {

    private final Draft draft;
    private final Times times;
    private final NodeId self;

    RaftState(Draft draft, Times times, NodeId self) {
        this.draft = draft;
        this.times = times;
        this.self = self;
    }

    /** For a step to work on. */
    Draft copy() {
        return draft.copy();
    }

    /** As it is, for comparison only. */
    Draft frozen() {
        return draft;
    }

    public Role role() {
        return draft.role;
    }

    public long term() {
        return draft.term();
    }

    public Optional<NodeId> votedFor() {
        return draft.stored.votedFor();
    }

    /** Of this term, as far as known; this node's own id while it leads. */
    public Optional<NodeId> leader() {
        return draft.leader;
    }

    /** Entries up to here are committed, as far as this node knows. */
    public long commitIndex() {
        return draft.commitIndex;
    }

    /** Entries up to here are on this node's disk. */
    public long durableIndex() {
        return draft.durability.index();
    }

    /** The state machine has said that it applied up to here. */
    public long appliedIndex() {
        return draft.appliedIndex;
    }

    /** What the writes handed out so far add up to, on disk or not yet. */
    public DurableState stored() {
        return draft.stored;
    }

    public Log log() {
        return draft.log();
    }

    public Optional<SnapshotMeta> snapshot() {
        return draft.stored.snapshot();
    }

    /** In force, committed or not. Before the group is founded: the one to found it with, if this node may. */
    public Optional<Configuration> configuration() {
        return draft.configuration();
    }

    /** The entry it came with; 0 while the group is not founded. Not committed while above {@link #commitIndex}. */
    public long configurationIndex() {
        return draft.configurationIndex();
    }

    /** How a snapshot of the state at that entry is named; empty when the entry is not in the log. */
    public Optional<SnapshotMeta> snapshotAt(long index) {
        if (!draft.log().contains(index)) {
            return draft.stored.snapshot().filter(snapshot -> snapshot.index() == index);
        }
        return draft.configurations
                .at(index)
                .map(placed -> new SnapshotMeta(
                        index,
                        draft.log().entry(index).term(),
                        draft.log().entry(index).stampMillis(),
                        placed.configuration(),
                        placed.index()));
    }

    /** On a leader: the other nodes. Empty elsewhere. */
    public SortedMap<NodeId, PeerStatus> peers() {
        SortedMap<NodeId, PeerStatus> peers = new TreeMap<>();
        draft.leading.ifPresent(
                leading -> leading.peers.forEach((id, progress) -> peers.put(id, status(id, progress))));
        return Collections.unmodifiableSortedMap(peers);
    }

    /**
     * Until this moment (monotonic, exclusive) no other node can lead, provided that clocks run at about the same rate.
     * Empty on everybody but a leader that is sure of itself.
     */
    public OptionalLong leaseUntilNanos() {
        return Heartbeats.leaseUntil(draft, times);
    }

    /** Whether this node leads at that moment for sure ({@link #leaseUntilNanos}). */
    public boolean leadsAt(long nowNanos) {
        OptionalLong until = leaseUntilNanos();
        return until.isPresent() && nowNanos - until.getAsLong() < 0;
    }

    /** When a leader was last heard, monotonic; empty on a node that has heard none since it started. */
    public OptionalLong leaderHeardAtNanos() {
        return draft.leaderHeardAt;
    }

    /** On a leader: entries of its term that its state machine has not applied yet. */
    public int pendingProposals() {
        return Proposals.pending(draft);
    }

    /** The node that leadership is being handed over to, if it is. */
    public Optional<NodeId> transferTarget() {
        return draft.transfer.map(Transfer::target);
    }

    /** The round of heartbeats under way, for snapshot chunks; the last one heard on a follower. */
    public long round() {
        return draft.leading.map(leading -> leading.rounds.current()).orElse(draft.heard.roundIn(draft.term()));
    }

    @Override
    public String toString() {
        return self + ": " + draft.role + " of term " + term() + ", leader "
                + draft.leader.map(NodeId::text).orElse("unknown") + ", " + log() + ", committed to " + commitIndex();
    }

    private PeerStatus status(NodeId id, Progress progress) {
        boolean counts = draft.configuration()
                .flatMap(configuration -> configuration.member(id))
                .filter((Member member) -> progress.isOf(member))
                .isPresent();
        return new PeerStatus(
                counts,
                progress.match,
                progress.next,
                progress.mode.name().toLowerCase(Locale.ROOT),
                progress.messagesInFlight(),
                progress.catchUp.isCaughtUp(draft.tickedAt, times.election()),
                progress.heardAt);
    }
}
