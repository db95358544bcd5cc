package io.quorate.readmodel;

import io.quorate.model.Instance;
import io.quorate.model.Member;
import io.quorate.model.Topology;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What people call a replication cluster. In this order: an alias set by hand, what its servers' own query says (its
 * primary's word first), the first matching pattern of {@code ClusterNameToAlias}, its name.
 *
 * @param patterns expression found in the cluster name, to alias; asked in order of the expression
 */
public record ClusterNaming(SortedMap<String, String> patterns) {

    public static final ClusterNaming NONE = new ClusterNaming(new TreeMap<>());

    public ClusterNaming {
        patterns = new TreeMap<>(patterns);
        patterns.keySet().forEach(Pattern::compile);
    }

    /**
     * A cluster's wish to bear an alias. Two clusters cannot own one: the greater claim wins, the other falls back to
     * its name. A topology that split keeps the alias with the better primary.
     *
     * @param rank by hand before by query, valid before invalid, writable before read-only, more replicas before fewer
     */
    record Claim(String clusterName, String alias, int rank) {

        static final Comparator<Claim> ORDER =
                Comparator.comparingInt(Claim::rank).thenComparing(Claim::clusterName, Comparator.reverseOrder());
    }

    /** What this cluster would like to be called; empty when only its own name is left. */
    Optional<Claim> claim(Topology topology, SortedMap<String, String> overrides, Instant now) {
        String byHand = overrides.get(topology.name());
        if (byHand != null) {
            return Optional.of(new Claim(topology.name(), byHand, 1 << 30));
        }
        Optional<Member> speaker = Stream.concat(topology.primary().stream(), topology.members().stream())
                .filter(m -> m.instance().map(i -> !i.clusterAlias().isEmpty()).orElse(false))
                .filter(m -> !isLost(m, now))
                .findFirst();
        return speaker.map(m -> new Claim(topology.name(), suggestion(m), rank(m, topology)));
    }

    private static String suggestion(Member member) {
        return member.instance().map(Instance::clusterAlias).orElse("");
    }

    private static boolean isLost(Member member, Instant now) {
        return member.annotations()
                .downtime()
                .map(d -> d.isActiveAt(now) && d.isLostInRecovery())
                .orElse(false);
    }

    private static int rank(Member member, Topology topology) {
        boolean writable = member.instance().map(i -> !i.isReadOnly()).orElse(false);
        int replicas = Math.min(topology.replicasOf(member.key()).size(), 0xFFFF);
        return (member.isLastCheckValid() ? 1 << 20 : 0) + (writable ? 1 << 19 : 0) + replicas;
    }

    /** The alias of a cluster that owns none. */
    String byPattern(String clusterName) {
        for (Map.Entry<String, String> entry : patterns.entrySet()) {
            if (Pattern.compile(entry.getKey()).matcher(clusterName).find()) {
                return entry.getValue();
            }
        }
        return clusterName;
    }

    /** What {@code DetectClusterDomainQuery} said on a head; empty when none said anything. */
    static String domain(Topology topology) {
        return topology.heads().stream()
                .flatMap(m -> m.instance().stream())
                .map(Instance::clusterDomain)
                .filter(domain -> !domain.isEmpty())
                .findFirst()
                .orElse("");
    }
}
