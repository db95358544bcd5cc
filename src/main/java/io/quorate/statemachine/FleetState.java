package io.quorate.statemachine;

import io.quorate.model.InstanceKey;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * Which servers are watched.
 *
 * @param known every server that was discovered and not forgotten
 * @param forgotten servers that must not come back by being somebody's neighbour, and until when
 */
public record FleetState(SortedSet<InstanceKey> known, SortedMap<InstanceKey, Instant> forgotten) {

    public static final FleetState EMPTY = new FleetState(TreePSet.empty(), TreePMap.empty());

    public FleetState {
        known = Persistent.set(known);
        forgotten = Persistent.map(forgotten);
    }

    /** Whether it may not be discovered again yet. */
    public boolean isForgottenAt(InstanceKey key, Instant now) {
        Instant until = forgotten.get(key);
        return until != null && now.isBefore(until);
    }

    FleetState knowing(Collection<InstanceKey> keys) {
        return new FleetState(
                Persistent.set(known).plusAll(keys), Persistent.map(forgotten).minusAll(keys));
    }

    FleetState forgetting(Collection<InstanceKey> keys, Instant until) {
        TreePMap<InstanceKey, Instant> all = Persistent.map(forgotten);
        for (InstanceKey key : keys) {
            all = all.plus(key, until);
        }
        return new FleetState(Persistent.set(known).minusAll(keys), all);
    }

    FleetState withoutLapsed(Instant now) {
        TreeMap<InstanceKey, Instant> left = new TreeMap<>(forgotten);
        left.values().removeIf(until -> !now.isBefore(until));
        return left.size() == forgotten.size() ? this : new FleetState(known, left);
    }
}
