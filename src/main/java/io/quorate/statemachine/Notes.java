package io.quorate.statemachine;

import io.quorate.model.Annotations;
import io.quorate.model.Downtime;
import io.quorate.model.InstanceKey;
import io.quorate.model.Maintenance;
import io.quorate.model.PromotionRule;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pcollections.TreePMap;

/**
 * What people said of servers and clusters. Entries that are over stay until housekeeping removes them; readers ask
 * with the time.
 *
 * @param nextMaintenanceId the number of the next maintenance
 * @param unresolved the name to use in place of a server's own when others shall replicate from it
 * @param aliasOverrides cluster name to alias, by hand
 */
public record Notes(
        SortedMap<InstanceKey, Downtime> downtimes,
        SortedMap<InstanceKey, Maintenance> maintenances,
        SortedMap<InstanceKey, Candidate> candidates,
        SortedMap<InstanceKey, SortedMap<String, String>> tags,
        SortedMap<InstanceKey, String> unresolved,
        SortedMap<String, String> aliasOverrides,
        long nextMaintenanceId) {

    /** A registered promotion rule and when it was last registered. */
    public record Candidate(PromotionRule rule, Instant registeredAt) {}

    public static final Notes EMPTY = new Notes(
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            1);

    public Notes {
        downtimes = Persistent.map(downtimes);
        maintenances = Persistent.map(maintenances);
        candidates = Persistent.map(candidates);
        tags = Persistent.map(tags);
        unresolved = Persistent.map(unresolved);
        aliasOverrides = Persistent.map(aliasOverrides);
    }

    static <K, V> SortedMap<K, V> plus(SortedMap<K, V> map, K key, V value) {
        return Persistent.map(map).plus(key, value);
    }

    static <K, V> SortedMap<K, V> minus(SortedMap<K, V> map, K key) {
        return Persistent.map(map).minus(key);
    }

    /** What is said of one server, in the form a topology carries. */
    public Annotations annotationsOf(InstanceKey key) {
        return new Annotations(
                Optional.ofNullable(downtimes.get(key)),
                Optional.ofNullable(maintenances.get(key)),
                Optional.ofNullable(candidates.get(key)).map(Candidate::rule),
                tags.getOrDefault(key, TreePMap.empty()),
                unresolved.getOrDefault(key, ""));
    }

    Notes withDowntimes(SortedMap<InstanceKey, Downtime> changed) {
        return new Notes(changed, maintenances, candidates, tags, unresolved, aliasOverrides, nextMaintenanceId);
    }

    Notes withMaintenances(SortedMap<InstanceKey, Maintenance> changed, long nextId) {
        return new Notes(downtimes, changed, candidates, tags, unresolved, aliasOverrides, nextId);
    }

    Notes withCandidates(SortedMap<InstanceKey, Candidate> changed) {
        return new Notes(downtimes, maintenances, changed, tags, unresolved, aliasOverrides, nextMaintenanceId);
    }

    Notes withTags(SortedMap<InstanceKey, SortedMap<String, String>> changed) {
        return new Notes(downtimes, maintenances, candidates, changed, unresolved, aliasOverrides, nextMaintenanceId);
    }

    Notes withUnresolved(SortedMap<InstanceKey, String> changed) {
        return new Notes(downtimes, maintenances, candidates, tags, changed, aliasOverrides, nextMaintenanceId);
    }

    Notes withAliasOverrides(SortedMap<String, String> changed) {
        return new Notes(downtimes, maintenances, candidates, tags, unresolved, changed, nextMaintenanceId);
    }

    /** Without what was over at that time. */
    Notes withoutLapsed(Instant now, Instant candidatesRegisteredAfter) {
        return new Notes(
                filtered(downtimes, d -> d.isActiveAt(now)),
                filtered(maintenances, m -> m.isActiveAt(now)),
                filtered(candidates, c -> c.registeredAt().isAfter(candidatesRegisteredAfter)),
                tags,
                unresolved,
                aliasOverrides,
                nextMaintenanceId);
    }

    private static <K, V> SortedMap<K, V> filtered(SortedMap<K, V> map, java.util.function.Predicate<V> keep) {
        TreeMap<K, V> left = new TreeMap<>();
        for (Map.Entry<K, V> entry : map.entrySet()) {
            if (keep.test(entry.getValue())) {
                left.put(entry.getKey(), entry.getValue());
            }
        }
        return left;
    }
}
