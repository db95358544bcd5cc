package io.quorate.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the writer remembers of the persistence ids it wrote last, so that a write needs no query first. It may be
 * trusted because nobody else writes; after a failed transaction the ids concerned are forgotten. For the writer's
 * thread only.
 */
final class StreamCache {

    private static final int CAPACITY = 10_000;

    private final Map<String, StreamState> states = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, StreamState> eldest) {
            return size() > CAPACITY;
        }
    };

    Optional<StreamState> get(String persistenceId) {
        return Optional.ofNullable(states.get(persistenceId));
    }

    void putAll(Map<String, StreamState> newer) {
        states.putAll(newer);
    }

    void put(String persistenceId, StreamState newer) {
        states.put(persistenceId, newer);
    }

    void forget(String persistenceId) {
        states.remove(persistenceId);
    }
}
