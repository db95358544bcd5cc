package io.quorate.statemachine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** Changes of the key-value store. Done carries the store's revision. */
public sealed interface KeyValueChange extends Change {

    /**
     * Sets all pairs at once, so that a reader never sees a new host with an old port. Refused whole when a key or a value
     * is too long.
     */
    record PutKeyValues(SortedMap<String, String> pairs) implements KeyValueChange {
        @Override
        public Transition applyTo(ClusterState state) {
            Optional<String> problem = KeyValueChange.problemWith(pairs);
            if (problem.isPresent()) {
                return Transition.refused(state, problem.get());
            }
            KeyValues written = state.keyValues().written(pairs, List.of());
            return Transition.done(state.with(written), written.revision());
        }
    }

    /**
     * Sets and deletes keys at once, if all conditions hold; else it is refused with the first that does not. Deleting a
     * key that is absent is no error.
     */
    record WriteKeyValues(List<Condition> conditions, SortedMap<String, String> puts, SortedSet<String> deletes)
            implements KeyValueChange {

        public WriteKeyValues {
            conditions = List.copyOf(conditions);
        }

        @Override
        public Transition applyTo(ClusterState state) {
            KeyValues present = state.keyValues();
            for (Condition condition : conditions) {
                if (!condition.holdsIn(present)) {
                    return Transition.refused(state, condition.contradictedBy(present));
                }
            }
            Optional<String> problem = KeyValueChange.problemWith(puts);
            if (problem.isPresent()) {
                return Transition.refused(state, problem.get());
            }
            KeyValues written = present.written(puts, deletes);
            return Transition.done(state.with(written), written.revision());
        }
    }

    /**
     * What must be so for a write to happen; what is not given is not asked for.
     *
     * @param version of the key; 0 when it must be absent
     * @param value of the key
     */
    record Condition(String key, Optional<Long> version, Optional<String> value) {

        public static Condition absent(String key) {
            return version(key, 0);
        }

        public static Condition version(String key, long version) {
            return new Condition(key, Optional.of(version), Optional.empty());
        }

        public static Condition value(String key, String value) {
            return new Condition(key, Optional.empty(), Optional.of(value));
        }

        boolean holdsIn(KeyValues present) {
            return version.map(wanted -> wanted == present.version(key)).orElse(true)
                    && (value.isEmpty() || value.equals(present.get(key)));
        }

        String contradictedBy(KeyValues present) {
            String found = present.entry(key)
                    .map(entry -> "has version " + entry.version())
                    .orElse("is absent");
            return "key '" + key + "' " + found + ", expected " + expectation();
        }

        private String expectation() {
            return version.map(wanted -> wanted == 0 ? "it to be absent" : "version " + wanted)
                    .orElse("another value");
        }
    }

    private static Optional<String> problemWith(SortedMap<String, String> pairs) {
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            Optional<String> problem = KeyValues.problemWith(pair.getKey(), pair.getValue());
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }
}
