package io.quorate.raft.core.log;

import io.quorate.raft.core.membership.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * Something that must become durable, in the order given. A batch of writes is atomic: after a crash all of it is there
 * or nothing. {@link DurableState} is what they add up to.
 */
public sealed interface Write {

    /**
     * Term and vote; both replaced at once, the term never lowered.
     *
     * @param votedFor in that term
     */
    record HardState(long term, Optional<NodeId> votedFor) implements Write {}

    /**
     * Drops the entries from {@code from} on, then appends.
     *
     * @param entries with consecutive indexes that begin at {@code from}; never empty
     */
    record Splice(long from, List<Entry> entries) implements Write {
        public Splice {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A leader's snapshot takes the place of the log up to it. The entries behind it stay when the log holds the
     * snapshot's last entry with the same term, else the log is empty after it (§7).
     */
    record Install(SnapshotMeta snapshot) implements Write {}

    /**
     * The node's own snapshot is stored and the entries before {@code firstIndex} are no longer needed. The snapshot
     * reaches at least to {@code firstIndex - 1}.
     */
    record Compact(SnapshotMeta snapshot, long firstIndex) implements Write {}
}
