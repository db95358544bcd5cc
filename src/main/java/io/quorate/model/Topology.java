package io.quorate.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One replication cluster: its servers and who replicates from whom, as last observed. Immutable; a new probe makes a
 * new topology.
 *
 * <p>Usually a tree. It may be a ring (co-primaries, or longer rings, which are walked once) and it may hold heads
 * nobody could reach: a server that replicas name as their source is a member even if it was never probed.
 */
public final class Topology {

    private final String name;
    private final SortedMap<InstanceKey, Member> members;
    private final Map<InstanceKey, List<Member>> replicas;

    private Topology(String name, SortedMap<InstanceKey, Member> members) {
        this.name = name;
        this.members = Collections.unmodifiableSortedMap(members);
        this.replicas = groupBySource(members.values());
    }

    /**
     * Arranges the servers. A source that is named by a replica but not among the observations becomes an unprobed
     * member.
     *
     * @param name the cluster's name: its head's {@code host:port}
     * @param annotations what is said of a server; asked once for each
     */
    public static Topology of(
            String name, Collection<Observation> observations, Function<InstanceKey, Annotations> annotations) {
        Map<InstanceKey, Observation> known = new HashMap<>();
        observations.forEach(o -> known.put(o.key(), o));
        observations.forEach(o -> o.above().ifPresent(above -> known.computeIfAbsent(above, Observation::unprobed)));
        SortedMap<InstanceKey, Member> members = new TreeMap<>();
        known.forEach((key, observation) -> members.put(
                key,
                new Member(
                        observation,
                        annotations.apply(key),
                        depthOf(key, name, known),
                        isCoPrimary(observation, known))));
        return new Topology(name, members);
    }

    private static int depthOf(InstanceKey key, String name, Map<InstanceKey, Observation> known) {
        Set<InstanceKey> walked = new HashSet<>();
        InstanceKey at = key;
        int depth = 0;
        while (walked.add(at)) {
            Optional<InstanceKey> above = above(at, known);
            if (above.isEmpty() || isHeadOfRing(at, name, known)) {
                return depth;
            }
            at = above.get();
            depth++;
        }
        return Math.max(0, walked.size() - 1);
    }

    private static boolean isHeadOfRing(InstanceKey key, String name, Map<InstanceKey, Observation> known) {
        Observation observation = known.get(key);
        return observation != null && key.toString().equals(name) && isInRing(key, known);
    }

    private static boolean isInRing(InstanceKey key, Map<InstanceKey, Observation> known) {
        Set<InstanceKey> walked = new HashSet<>();
        Optional<InstanceKey> at = above(key, known);
        while (at.isPresent() && walked.add(at.get())) {
            if (at.get().equals(key)) {
                return true;
            }
            at = above(at.get(), known);
        }
        return false;
    }

    private static boolean isCoPrimary(Observation observation, Map<InstanceKey, Observation> known) {
        return observation
                .above()
                .flatMap(above -> above(above, known))
                .map(observation.key()::equals)
                .orElse(false);
    }

    private static Optional<InstanceKey> above(InstanceKey key, Map<InstanceKey, Observation> known) {
        Observation observation = known.get(key);
        return observation == null ? Optional.empty() : observation.above();
    }

    private static Map<InstanceKey, List<Member>> groupBySource(Collection<Member> members) {
        Map<InstanceKey, List<Member>> bySource = new HashMap<>();
        for (Member member : members) {
            member.observation()
                    .above()
                    .ifPresent(above -> bySource.computeIfAbsent(above, k -> new ArrayList<>())
                            .add(member));
        }
        return bySource;
    }

    /** The head's {@code host:port}; the old systems' cluster name. */
    public String name() {
        return name;
    }

    /** All servers, by key. */
    public Collection<Member> members() {
        return members.values();
    }

    public Optional<Member> member(InstanceKey key) {
        return Optional.ofNullable(members.get(key));
    }

    /** The servers that replicate directly from this one (as group secondaries do from their primary), by key. */
    public List<Member> replicasOf(InstanceKey key) {
        return Collections.unmodifiableList(replicas.getOrDefault(key, List.of()));
    }

    /** The server above, if it has one. */
    public Optional<Member> sourceOf(InstanceKey key) {
        return member(key).flatMap(m -> m.observation().above()).flatMap(this::member);
    }

    /** The heads: depth 0, or co-primaries; writable ones first, then by depth and key. */
    public List<Member> heads() {
        return members.values().stream()
                .filter(m -> m.depth() == 0 || m.isCoPrimary())
                .sorted(Comparator.comparing(Topology::isNotWritable)
                        .thenComparingInt(Member::depth)
                        .thenComparing(Member::key))
                .toList();
    }

    private static boolean isNotWritable(Member member) {
        return member.instance().map(Instance::isReadOnly).orElse(true);
    }

    /** The first of the {@link #heads()}; empty only for an empty topology or a ring without a name. */
    public Optional<Member> primary() {
        return heads().stream().findFirst();
    }

    /** Whether the second server hangs somewhere below the first. */
    public boolean isAncestor(InstanceKey ancestor, InstanceKey descendant) {
        Set<InstanceKey> walked = new HashSet<>();
        Optional<Member> at = sourceOf(descendant);
        while (at.isPresent() && walked.add(at.get().key())) {
            if (at.get().key().equals(ancestor)) {
                return true;
            }
            at = sourceOf(at.get().key());
        }
        return false;
    }

    /** All servers below this one, nearest first. */
    public List<Member> descendantsOf(InstanceKey key) {
        List<Member> found = new ArrayList<>();
        Set<InstanceKey> walked = new HashSet<>(Set.of(key));
        List<Member> level = replicasOf(key);
        while (!level.isEmpty()) {
            List<Member> next = new ArrayList<>();
            for (Member member : level) {
                if (walked.add(member.key())) {
                    found.add(member);
                    next.addAll(replicasOf(member.key()));
                }
            }
            level = next;
        }
        return found;
    }

    /** The tree as the console prints it, for messages and failing tests. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        Set<InstanceKey> printed = new HashSet<>();
        heads().forEach(head -> print(head, 0, text, printed));
        members.values().forEach(member -> print(member, 0, text, printed));
        return text.toString();
    }

    private void print(Member member, int indent, StringBuilder text, Set<InstanceKey> printed) {
        if (!printed.add(member.key())) {
            return;
        }
        text.append("  ".repeat(indent)).append(indent > 0 ? "+ " : "").append(member.key());
        text.append(member.isLastCheckValid() ? "" : " unreachable").append('\n');
        replicasOf(member.key()).forEach(replica -> print(replica, indent + 1, text, printed));
    }
}
