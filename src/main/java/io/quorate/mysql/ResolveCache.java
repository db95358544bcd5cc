package io.quorate.mysql;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What host names resolved to, for a while. Time comes in. Safe for use by several threads. */
final class ResolveCache {

    /** A name service that failed is asked again after this. */
    private static final Duration FAILURE_EXPIRY = Duration.ofMinutes(1);

    private final Duration expiry;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(String resolved, Instant ends) {}

    ResolveCache(Duration expiry) {
        this.expiry = expiry;
    }

    Optional<String> get(String name, Instant now) {
        Entry entry = entries.get(name);
        if (entry == null) {
            return Optional.empty();
        }
        if (now.isBefore(entry.ends())) {
            return Optional.of(entry.resolved());
        }
        entries.remove(name, entry);
        return Optional.empty();
    }

    void put(String name, String resolved, Instant now) {
        entries.put(name, new Entry(resolved, now.plus(expiry)));
    }

    /** Notes that the name could not be resolved: it stands for itself until the name service is asked again. */
    void putUnresolved(String name, Instant now) {
        entries.put(name, new Entry(name, now.plus(FAILURE_EXPIRY)));
    }

    void clear() {
        entries.clear();
    }

    /** All that is valid now, by name. */
    SortedMap<String, String> content(Instant now) {
        SortedMap<String, String> content = new TreeMap<>();
        entries.forEach((name, entry) -> {
            if (now.isBefore(entry.ends())) {
                content.put(name, entry.resolved());
            }
        });
        return content;
    }
}
