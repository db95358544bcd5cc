package io.quorate.raft.actor.storage;

import io.quorate.raft.core.log.DurableState;
import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.Log;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.membership.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Adds up the events that are left of a journal. The oldest are deleted, so the first one may be anywhere in the log; a
 * {@link JournalEvent.Base} later on says what was before it, and confirms what was added up. Everything that does not
 * fit ends in {@link JournalUnusable}. Not thread-safe.
 */
final class Replay {

    private Optional<JournalEvent.Identity> identity = Optional.empty();
    private long term;
    private Optional<NodeId> votedFor = Optional.empty();
    private Optional<SnapshotMeta> snapshot = Optional.empty();

    /** False only until the first entry, snapshot or base is seen in a journal whose beginning is deleted. */
    private boolean placed;

    private long baseIndex;
    private long baseTerm;
    private final List<Entry> entries = new ArrayList<>();
    private final NavigableMap<Long, Long> carriers = new TreeMap<>();

    void apply(JournalEvent event, long sequenceNr) {
        if (sequenceNr == 1) {
            placed = true;
        }
        event.identity().ifPresent(found -> identity = Optional.of(found));
        for (Write write : event.writes()) {
            apply(write, sequenceNr);
        }
        event.base().ifPresent(this::apply);
    }

    private void apply(Write write, long sequenceNr) {
        if (write instanceof Write.HardState hard) {
            require(hard.term() >= term, "term " + hard.term() + " after term " + term);
            term = hard.term();
            votedFor = hard.votedFor();
        } else if (write instanceof Write.Splice splice) {
            splice(splice, sequenceNr);
        } else if (write instanceof Write.Install install) {
            install(install.snapshot());
        } else {
            Write.Compact compact = (Write.Compact) write;
            snapshot = Optional.of(compact.snapshot());
            dropBefore(compact.firstIndex());
        }
    }

    private void splice(Write.Splice splice, long sequenceNr) {
        if (!placed) {
            placed = true;
            baseIndex = splice.from() - 1;
        }
        require(
                splice.from() > baseIndex && splice.from() <= last() + 1,
                "entries from " + splice.from() + " do not continue a log from " + (baseIndex + 1) + " to " + last());
        entries.subList((int) (splice.from() - baseIndex - 1), entries.size()).clear();
        for (Entry entry : splice.entries()) {
            require(
                    entry.index() == last() + 1,
                    "entry " + entry.index() + " stands where entry " + (last() + 1) + " belongs");
            entries.add(entry);
        }
        carriers.tailMap(splice.from(), true).clear();
        carriers.put(splice.from(), sequenceNr);
    }

    private void install(SnapshotMeta newer) {
        placed = true;
        snapshot = Optional.of(newer);
        boolean continues = newer.index() > baseIndex
                && newer.index() <= last()
                && entry(newer.index()).term() == newer.term();
        if (continues) {
            dropBefore(newer.index() + 1);
        } else {
            entries.clear();
            carriers.clear();
        }
        baseIndex = newer.index();
        baseTerm = newer.term();
    }

    private void dropBefore(long firstIndex) {
        long drop = Math.min(firstIndex - 1, last()) - baseIndex;
        if (drop > 0) {
            baseTerm = entries.get((int) drop - 1).term();
            baseIndex += drop;
            entries.subList(0, (int) drop).clear();
        }
    }

    private void apply(JournalEvent.Base base) {
        require(base.term() >= term, "term " + base.term() + " after term " + term);
        identity = Optional.of(base.identity());
        term = base.term();
        votedFor = base.votedFor();
        snapshot = base.snapshot();
        if (!placed) {
            placed = true;
            baseIndex = base.firstIndex() - 1;
        }
        dropBefore(base.firstIndex());
        require(
                baseIndex == base.firstIndex() - 1 && last() == base.lastIndex(),
                "entries " + base.firstIndex() + " to " + base.lastIndex() + " should be there, found are "
                        + (baseIndex + 1) + " to " + last());
        baseTerm = base.baseTerm();
    }

    private Entry entry(long index) {
        return entries.get((int) (index - baseIndex - 1));
    }

    private long last() {
        return baseIndex + entries.size();
    }

    private static void require(boolean condition, String finding) {
        if (!condition) {
            throw new JournalUnusable("The journal of the log is inconsistent: " + finding);
        }
    }

    Optional<JournalEvent.Identity> identity() {
        return identity;
    }

    /** The sequence number of the event that brought the entries from an index on. */
    NavigableMap<Long, Long> carriers() {
        return carriers;
    }

    DurableState result() {
        require(placed || identity.isEmpty(), "its beginning is deleted and no base was found");
        try {
            return new DurableState(
                    term,
                    votedFor,
                    snapshot,
                    Log.startingAfter(baseIndex, baseTerm).append(entries));
        } catch (IllegalArgumentException e) {
            throw new JournalUnusable("The journal of the log is inconsistent: " + e.getMessage());
        }
    }
}
