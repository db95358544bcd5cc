package io.quorate.raft.actor.storage;

import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * One event of the journal: everything that waited, so one transaction and one sync. Its parts take effect in this order.
 *
 * @param identity whose journal it is from here on; with the first event, and when that changes
 * @param writes what the core wanted
 * @param base what older events added up to, so that they can be deleted
 */
public record JournalEvent(Optional<Identity> identity, List<Write> writes, Optional<Base> base) {

    public JournalEvent {
        writes = List.copyOf(writes);
    }

    /** Which node, and which life of its disk. */
    public record Identity(NodeId node, Incarnation incarnation) {}

    /**
     * The state after this event, but for the entries.
     *
     * @param baseTerm term of the entry just before {@code firstIndex}
     * @param lastIndex {@code firstIndex - 1} when no entry is kept
     */
    public record Base(
            Identity identity,
            long term,
            Optional<NodeId> votedFor,
            Optional<SnapshotMeta> snapshot,
            long firstIndex,
            long baseTerm,
            long lastIndex) {}
}
