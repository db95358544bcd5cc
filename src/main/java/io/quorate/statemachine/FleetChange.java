package io.quorate.statemachine;

import io.quorate.model.InstanceKey;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;

/** Changes of which servers are watched. */
public sealed interface FleetChange extends Change {

    /** These servers exist and shall be watched; those already known stay. */
    record Discover(SortedSet<InstanceKey> keys) implements FleetChange {
        @Override
        public Transition applyTo(ClusterState state) {
            return Transition.done(state.with(state.fleet().knowing(keys)));
        }
    }

    /**
     * These servers are not watched any more.
     *
     * @param blockedUntil until when they do not come back by being a neighbour of a watched server
     */
    record Forget(List<InstanceKey> keys, Instant blockedUntil) implements FleetChange {

        public Forget {
            keys = List.copyOf(keys);
        }

        @Override
        public Transition applyTo(ClusterState state) {
            return Transition.done(state.with(state.fleet().forgetting(keys, blockedUntil)));
        }
    }
}
