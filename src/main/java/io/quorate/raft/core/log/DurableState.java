package io.quorate.raft.core.log;

import io.quorate.raft.core.membership.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * What a node must never forget (figure 2, "persistent state"): the sum of its {@link Write}s. The core holds one that is
 * ahead of the disk; replaying the journal gives the same one.
 *
 * @param term highest term seen; 0 on a new node
 * @param votedFor in that term
 * @param snapshot the newest one; the log continues it or overlaps with it
 * @param log the entries that are kept
 */
public record DurableState(long term, Optional<NodeId> votedFor, Optional<SnapshotMeta> snapshot, Log log) {

    public static final DurableState EMPTY = new DurableState(0, Optional.empty(), Optional.empty(), Log.EMPTY);

    public DurableState {
        long reached = snapshot.map(SnapshotMeta::index).orElse(0L);
        if (log.baseIndex() > reached || log.lastIndex() < reached) {
            throw new IllegalArgumentException("the " + log + " does not join the snapshot of " + reached);
        }
    }

    /** With one more write. Fails, saying why, on a write that no correct node makes. */
    public DurableState with(Write write) {
        if (write instanceof Write.HardState hard) {
            return voted(hard);
        }
        if (write instanceof Write.Splice splice) {
            return spliced(splice);
        }
        if (write instanceof Write.Install install) {
            return installed(install.snapshot());
        }
        return compacted((Write.Compact) write);
    }

    /** Up to where the snapshot reaches; 0 without one. */
    public long snapshotIndex() {
        return snapshot.map(SnapshotMeta::index).orElse(0L);
    }

    /** Log time of the last entry; 0 when there never was one. */
    public long lastStampMillis() {
        return log.isEmpty()
                ? snapshot.map(SnapshotMeta::stampMillis).orElse(0L)
                : log.entry(log.lastIndex()).stampMillis();
    }

    private DurableState voted(Write.HardState hard) {
        if (hard.term() < term) {
            throw new IllegalArgumentException("term " + hard.term() + " after term " + term + ": terms never fall");
        }
        if (hard.term() == term && votedFor.isPresent() && !votedFor.equals(hard.votedFor())) {
            throw new IllegalArgumentException("a second vote in term " + term + ": for "
                    + hard.votedFor().map(NodeId::text).orElse("nobody") + " after " + votedFor.get());
        }
        return new DurableState(hard.term(), hard.votedFor(), snapshot, log);
    }

    private DurableState spliced(Write.Splice splice) {
        List<Entry> entries = splice.entries();
        if (entries.isEmpty() || entries.get(0).index() != splice.from()) {
            throw new IllegalArgumentException("entries to be written from " + splice.from() + " begin elsewhere");
        }
        if (splice.from() > log.lastIndex() + 1) {
            throw new IllegalArgumentException("a gap: entries from " + splice.from() + " after a " + log);
        }
        if (splice.from() <= snapshotIndex()) {
            throw new IllegalArgumentException("entries from " + splice.from() + " would replace what the snapshot of "
                    + snapshotIndex() + " has");
        }
        return new DurableState(
                term, votedFor, snapshot, log.truncate(splice.from()).append(entries));
    }

    private DurableState installed(SnapshotMeta newer) {
        if (newer.index() <= snapshotIndex()) {
            throw new IllegalArgumentException(
                    "a snapshot of " + newer.index() + " to be installed over one of " + snapshotIndex());
        }
        Log rest = log.matches(newer.index(), newer.term())
                ? log.dropBefore(newer.index() + 1)
                : Log.startingAfter(newer.index(), newer.term());
        return new DurableState(term, votedFor, Optional.of(newer), rest);
    }

    private DurableState compacted(Write.Compact compact) {
        SnapshotMeta own = compact.snapshot();
        if (own.index() < snapshotIndex() || !log.matches(own.index(), own.term())) {
            throw new IllegalArgumentException("a snapshot of entry " + own.index() + ", term " + own.term()
                    + " is none of the " + log + " after a snapshot of " + snapshotIndex());
        }
        if (compact.firstIndex() > own.index() + 1) {
            throw new IllegalArgumentException(
                    "a log from " + compact.firstIndex() + " would not join the snapshot of " + own.index());
        }
        return new DurableState(term, votedFor, Optional.of(own), log.dropBefore(compact.firstIndex()));
    }
}
