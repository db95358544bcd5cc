package io.quorate.statemachine;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The internal key-value store: cluster heads for scripts and proxies. */
public record KeyValues(SortedMap<String, String> pairs) {

    public static final KeyValues EMPTY = new KeyValues(new TreeMap<>());

    public KeyValues {
        pairs = Collections.unmodifiableSortedMap(new TreeMap<>(pairs));
    }

    public Optional<String> get(String key) {
        return Optional.ofNullable(pairs.get(key));
    }

    KeyValues withAll(SortedMap<String, String> added) {
        TreeMap<String, String> all = new TreeMap<>(pairs);
        all.putAll(added);
        return new KeyValues(all);
    }
}
