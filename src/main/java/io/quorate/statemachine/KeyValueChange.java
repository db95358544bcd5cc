package io.quorate.statemachine;

import java.util.SortedMap;

/** Changes of the internal key-value store. */
public sealed interface KeyValueChange extends Change {

    /** Sets all pairs at once, so that a reader never sees a new host with an old port. */
    record PutKeyValues(SortedMap<String, String> pairs) implements KeyValueChange {
        @Override
        public Transition applyTo(ClusterState state) {
            return Transition.done(state.with(state.keyValues().withAll(pairs)));
        }
    }
}
