package io.quorate.statemachine;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * The key-value store: cluster heads for scripts and proxies, and whatever clients put there. Every write has a number,
 * its revision; a key carries the revision that wrote it last as its version. Immutable; a write costs a path of the
 * tree.
 *
 * <p>It also remembers the latest writes, so that watchers can be told of them. Those are not part of its value: a node
 * that was given a snapshot does not have them, and two stores that differ only there are equal.
 */
public final class KeyValues {

    public static final int LONGEST_KEY_BYTES = 512;
    public static final int LONGEST_VALUE_BYTES = 512 * 1024;

    public static final KeyValues EMPTY = new KeyValues(TreePMap.empty(), 0, RecentWrites.from(0));

    /**
     * A value and which write put it there.
     *
     * @param version the revision of that write; above 0
     */
    public record Entry(String value, long version) {}

    private final TreePMap<String, Entry> entries;
    private final long revision;
    private final RecentWrites recent;

    private KeyValues(TreePMap<String, Entry> entries, long revision, RecentWrites recent) {
        this.entries = entries;
        this.revision = revision;
        this.recent = recent;
    }

    /** A store as it was stored; knows nothing of how it came about. */
    public static KeyValues of(SortedMap<String, Entry> entries, long revision) {
        return new KeyValues(Persistent.map(entries), revision, RecentWrites.from(revision));
    }

    /** Why a key cannot be stored; empty when it can. */
    public static Optional<String> problemWithKey(String key) {
        if (key.isEmpty()) {
            return Optional.of("a key must not be empty");
        }
        return isLonger(key, LONGEST_KEY_BYTES)
                ? Optional.of("key '" + key.substring(0, 40) + "…' is longer than " + LONGEST_KEY_BYTES + " bytes")
                : Optional.empty();
    }

    /** Why a pair cannot be stored; empty when it can. */
    public static Optional<String> problemWith(String key, String value) {
        Optional<String> problem = problemWithKey(key);
        return problem.isEmpty() && isLonger(value, LONGEST_VALUE_BYTES)
                ? Optional.of("the value of key '" + key + "' is longer than " + LONGEST_VALUE_BYTES + " bytes")
                : problem;
    }

    private static boolean isLonger(String text, int bytes) {
        // A char takes one to three bytes: most texts need not be encoded to know.
        return text.length() > bytes
                || (text.length() > bytes / 3 && text.getBytes(StandardCharsets.UTF_8).length > bytes);
    }

    /** How many writes there were. */
    public long revision() {
        return revision;
    }

    public int size() {
        return entries.size();
    }

    public Optional<String> get(String key) {
        Entry entry = entries.get(key);
        return entry == null ? Optional.empty() : Optional.of(entry.value());
    }

    public Optional<Entry> entry(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** The version of a key; 0 when it is absent. */
    public long version(String key) {
        Entry entry = entries.get(key);
        return entry == null ? 0 : entry.version();
    }

    /** All, by key. */
    public SortedMap<String, Entry> entries() {
        return entries;
    }

    /** Those whose key begins so, by key; a view that costs nothing. */
    public SortedMap<String, Entry> withPrefix(String prefix) {
        if (prefix.isEmpty()) {
            return entries;
        }
        NavigableMap<String, Entry> from = entries.tailMap(prefix, true);
        String end = after(prefix);
        return end.isEmpty() ? from : from.headMap(end, false);
    }

    /** The first text beyond all that begin so; empty when there is none. */
    private static String after(String prefix) {
        int last = prefix.length() - 1;
        while (last >= 0 && prefix.charAt(last) == Character.MAX_VALUE) {
            last--;
        }
        return last < 0 ? "" : prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
    }

    /** The values alone, by key: a copy. */
    public SortedMap<String, String> pairs() {
        SortedMap<String, String> pairs = new TreeMap<>();
        entries.forEach((key, entry) -> pairs.put(key, entry.value()));
        return Collections.unmodifiableSortedMap(pairs);
    }

    /**
     * What was written after that revision, oldest first.
     *
     * @return empty when that is too long ago, or in the future: then a reader has to read all keys anew
     */
    public Optional<List<KeyWrite>> since(long seen) {
        return seen > revision ? Optional.empty() : recent.since(seen);
    }

    KeyValues written(SortedMap<String, String> puts, Collection<String> deletes) {
        long next = revision + 1;
        TreePMap<String, Entry> changed = entries;
        RecentWrites writes = recent;
        for (Map.Entry<String, String> put : puts.entrySet()) {
            changed = changed.plus(put.getKey(), new Entry(put.getValue(), next));
            writes = writes.plus(new KeyWrite(next, put.getKey(), Optional.of(put.getValue())));
        }
        for (String key : deletes) {
            if (changed.containsKey(key)) {
                changed = changed.minus(key);
                writes = writes.plus(new KeyWrite(next, key, Optional.empty()));
            }
        }
        return writes == recent ? this : new KeyValues(changed, next, writes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyValues that && revision == that.revision && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return 31 * entries.hashCode() + Long.hashCode(revision);
    }

    @Override
    public String toString() {
        return "KeyValues[" + entries.size() + " keys, revision " + revision + "]";
    }
}
