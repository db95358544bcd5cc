package io.quorate.statemachine;

import io.quorate.model.InstanceKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which servers are watched.
 *
 * @param known every server that was discovered and not forgotten
 * @param forgotten servers that must not come back by being somebody's neighbour, and until when
 */
public record FleetState(SortedSet<InstanceKey> known, SortedMap<InstanceKey, Instant> forgotten) {

    public static final FleetState EMPTY = new FleetState(new TreeSet<>(), new TreeMap<>());

    public FleetState {
        known = Collections.unmodifiableSortedSet(new TreeSet<>(known));
        forgotten = Collections.unmodifiableSortedMap(new TreeMap<>(forgotten));
    }

    /** Whether it may not be discovered again yet. */
    public boolean isForgottenAt(InstanceKey key, Instant now) {
        Instant until = forgotten.get(key);
        return until != null && now.isBefore(until);
    }

    FleetState knowing(Collection<InstanceKey> keys) {
        TreeSet<InstanceKey> all = new TreeSet<>(known);
        all.addAll(keys);
        TreeMap<InstanceKey, Instant> stillForgotten = new TreeMap<>(forgotten);
        stillForgotten.keySet().removeAll(keys);
        return new FleetState(all, stillForgotten);
    }

    FleetState forgetting(Collection<InstanceKey> keys, Instant until) {
        TreeSet<InstanceKey> left = new TreeSet<>(known);
        left.removeAll(keys);
        TreeMap<InstanceKey, Instant> all = new TreeMap<>(forgotten);
        keys.forEach(key -> all.put(key, until));
        return new FleetState(left, all);
    }

    FleetState withoutLapsed(Instant now) {
        TreeMap<InstanceKey, Instant> left = new TreeMap<>(forgotten);
        left.values().removeIf(until -> !now.isBefore(until));
        return left.size() == forgotten.size() ? this : new FleetState(known, left);
    }
}
