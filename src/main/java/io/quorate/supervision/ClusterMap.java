package io.quorate.supervision;

import io.quorate.model.InstanceKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which server belongs to which replication cluster. A cluster bears the name of its head: the server one comes to by
 * walking up the replication links. In a ring the member that names the cluster already goes on naming it, else the
 * first by key does.
 *
 * <p>Not safe for several threads; owned by one actor. A change costs the size of the part of the tree that moves.
 */
final class ClusterMap {

    private final Map<InstanceKey, InstanceKey> above = new HashMap<>();
    private final Map<InstanceKey, Set<InstanceKey>> below = new HashMap<>();
    private final Map<InstanceKey, String> clusterOf = new HashMap<>();

    /**
     * The server has this server above it (or none).
     *
     * @return the servers whose cluster has changed by that, the server itself included when it is new
     */
    Set<InstanceKey> place(InstanceKey key, Optional<InstanceKey> source) {
        boolean isNew = !clusterOf.containsKey(key);
        if (!isNew && Optional.ofNullable(above.get(key)).equals(source)) {
            return Set.of();
        }
        unlink(key);
        source.ifPresent(s -> link(key, s));
        Set<InstanceKey> changed = rename(key);
        source.filter(s -> !clusterOf.containsKey(s)).ifPresent(s -> changed.addAll(rename(s)));
        return changed;
    }

    /**
     * The server is not watched any more. While replicas name it, it stays as their head.
     *
     * @return the servers whose cluster has changed by that
     */
    Set<InstanceKey> remove(InstanceKey key) {
        unlink(key);
        if (below.containsKey(key)) {
            return rename(key);
        }
        clusterOf.remove(key);
        return Set.of();
    }

    /** The cluster's name; empty for a server that was never placed nor named as a source. */
    Optional<String> clusterOf(InstanceKey key) {
        return Optional.ofNullable(clusterOf.get(key));
    }

    /** The servers others replicate from. */
    Set<InstanceKey> sources() {
        return Set.copyOf(below.keySet());
    }

    private void link(InstanceKey key, InstanceKey source) {
        above.put(key, source);
        below.computeIfAbsent(source, s -> new LinkedHashSet<>()).add(key);
    }

    private void unlink(InstanceKey key) {
        InstanceKey former = above.remove(key);
        if (former == null) {
            return;
        }
        Set<InstanceKey> siblings = below.getOrDefault(former, new HashSet<>());
        siblings.remove(key);
        if (siblings.isEmpty()) {
            below.remove(former);
        }
    }

    private Set<InstanceKey> rename(InstanceKey top) {
        String name = nameFor(top);
        Set<InstanceKey> changed = new HashSet<>();
        Set<InstanceKey> walked = new HashSet<>();
        Deque<InstanceKey> left = new ArrayDeque<>(List.of(top));
        while (!left.isEmpty()) {
            InstanceKey key = left.pop();
            if (walked.add(key)) {
                if (!name.equals(clusterOf.put(key, name))) {
                    changed.add(key);
                }
                left.addAll(below.getOrDefault(key, Set.of()));
            }
        }
        return changed;
    }

    private String nameFor(InstanceKey key) {
        List<InstanceKey> path = new ArrayList<>();
        InstanceKey at = key;
        while (at != null && !path.contains(at)) {
            path.add(at);
            at = above.get(at);
        }
        return at == null
                ? path.get(path.size() - 1).toString()
                : nameOfRing(path.subList(path.indexOf(at), path.size()));
    }

    private String nameOfRing(List<InstanceKey> ring) {
        for (InstanceKey member : ring) {
            if (member.toString().equals(clusterOf.get(member))) {
                return member.toString();
            }
        }
        return new TreeSet<>(ring).first().toString();
    }
}
