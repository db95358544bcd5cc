package io.quorate.raft.core.log;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Entries with consecutive indexes and terms that never fall, after a place ({@link #baseIndex}) of which only index and
 * term are kept. Immutable to those who use it; a longer log shares the array of the shorter one it was made from, so
 * that appending costs what is appended and not what is there. To be used by one thread, or handed over safely.
 */
public final class Log {

    public static final Log EMPTY = startingAfter(0, 0);

    private final Store store;
    private final int start;
    private final int size;
    private final long baseIndex;
    private final long baseTerm;

    private Log(Store store, int start, int size, long baseIndex, long baseTerm) {
        this.store = store;
        this.start = start;
        this.size = size;
        this.baseIndex = baseIndex;
        this.baseTerm = baseTerm;
    }

    /** Without entries; the first one will be {@code index + 1}. */
    public static Log startingAfter(long index, long term) {
        return new Log(new Store(0), 0, 0, index, term);
    }

    /** The entry just before the first one: known by index and term only. 0 at the very beginning. */
    public long baseIndex() {
        return baseIndex;
    }

    public long firstIndex() {
        return baseIndex + 1;
    }

    /** {@link #baseIndex} without entries. */
    public long lastIndex() {
        return baseIndex + size;
    }

    /** Term of the entry at {@link #lastIndex}; 0 in a log that never had one. */
    public long lastTerm() {
        return size == 0 ? baseTerm : store.entries[start + size - 1].term();
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Empty for an index before the base or behind the end. */
    public OptionalLong termAt(long index) {
        if (index == baseIndex) {
            return OptionalLong.of(baseTerm);
        }
        return contains(index) ? OptionalLong.of(entry(index).term()) : OptionalLong.empty();
    }

    /** Whether the entry there is known and has this term (§5.3: then everything before it is equal, too). */
    public boolean matches(long index, long term) {
        OptionalLong known = termAt(index);
        return known.isPresent() && known.getAsLong() == term;
    }

    public boolean contains(long index) {
        return index > baseIndex && index <= lastIndex();
    }

    /** Fails outside of the log. */
    public Entry entry(long index) {
        if (!contains(index)) {
            throw new IndexOutOfBoundsException("no entry " + index + " in " + this);
        }
        return store.entries[position(index)];
    }

    /** Both ends included; nothing when {@code to} is before {@code from}. */
    public List<Entry> slice(long from, long to) {
        if (to < from) {
            return List.of();
        }
        if (!contains(from) || !contains(to)) {
            throw new IndexOutOfBoundsException("no entries " + from + " to " + to + " in " + this);
        }
        return List.of(Arrays.copyOfRange(store.entries, position(from), position(to) + 1));
    }

    /** Entries from this one on, as many as fit, at least one if there is one. */
    public List<Entry> batch(long from, int maxEntries, long maxBytes) {
        long to = Math.min(lastIndex(), from + maxEntries - 1);
        while (to > from && bytes(from, to) > maxBytes) {
            to = from + (to - from) / 2;
        }
        return slice(from, to);
    }

    /** Size of the entries between these, both included; what lies outside of the log counts nothing. */
    public long bytes(long from, long to) {
        long first = Math.max(from, firstIndex());
        long last = Math.min(to, lastIndex());
        return last < first ? 0 : store.bytesBefore(position(last) + 1) - store.bytesBefore(position(first));
    }

    /**
     * The last place up to {@code index} whose term is at most {@code term}; the base if there is none behind it. Terms
     * never fall along the log, so nothing between the two can match a log that has {@code term} at {@code index}.
     */
    public long lastWithTermAtMost(long index, long term) {
        long low = baseIndex;
        long high = Math.max(baseIndex, Math.min(index, lastIndex()));
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (entry(middle).term() <= term) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Fails when they do not continue this log or a term falls. */
    public Log append(List<Entry> entries) {
        long index = lastIndex();
        long term = lastTerm();
        for (Entry entry : entries) {
            if (entry.index() != index + 1 || entry.term() < term) {
                throw new IllegalArgumentException("entry " + entry.index() + " of term " + entry.term()
                        + " cannot follow entry " + index + " of term " + term);
            }
            index = entry.index();
            term = entry.term();
        }
        boolean inPlace = start + size == store.used && store.used + entries.size() <= store.entries.length;
        Log target = inPlace ? this : copied(2 * (size + entries.size()) + 16);
        target.store.append(entries);
        return new Log(target.store, target.start, size + entries.size(), baseIndex, baseTerm);
    }

    /** Without the entry at {@code from} and those behind it. Fails when that is not above the base. */
    public Log truncate(long from) {
        if (from <= baseIndex) {
            throw new IllegalArgumentException("cannot cut at " + from + ": the log begins after " + baseIndex);
        }
        return from > lastIndex() ? this : new Log(store, start, (int) (from - firstIndex()), baseIndex, baseTerm);
    }

    /** Without the entries before {@code newFirst}; fails when that is behind the end by more than one. */
    public Log dropBefore(long newFirst) {
        if (newFirst <= firstIndex()) {
            return this;
        }
        long newBase = newFirst - 1;
        long newBaseTerm = termAt(newBase)
                .orElseThrow(() -> new IllegalArgumentException("cannot drop up to " + newBase + " from " + this));
        int dropped = (int) (newBase - baseIndex);
        Log rest = new Log(store, start + dropped, size - dropped, newBase, newBaseTerm);
        return rest.start > rest.size + 64 ? rest.copied(rest.size + rest.size / 2 + 16) : rest;
    }

    private int position(long index) {
        return start + (int) (index - firstIndex());
    }

    private Log copied(int capacity) {
        Store copy = new Store(capacity);
        copy.append(Arrays.asList(store.entries).subList(start, start + size));
        return new Log(copy, 0, size, baseIndex, baseTerm);
    }

    @Override
    public String toString() {
        return "log from " + firstIndex() + " to " + lastIndex() + " of term " + lastTerm();
    }

    /** The array that logs share. Written only behind {@code used}, where no log looks yet. */
    private static final class Store {
        final Entry[] entries;
        private final long[] bytesUpTo;
        int used;

        Store(int capacity) {
            entries = new Entry[capacity];
            bytesUpTo = new long[capacity];
        }

        void append(List<Entry> more) {
            for (Entry entry : more) {
                bytesUpTo[used] = bytesBefore(used) + entry.sizeBytes();
                entries[used++] = entry;
            }
        }

        long bytesBefore(int position) {
            return position == 0 ? 0 : bytesUpTo[position - 1];
        }
    }
}
