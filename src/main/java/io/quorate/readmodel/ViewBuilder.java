package io.quorate.readmodel;

import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.statemachine.ClusterState;
import io.quorate.statemachine.Notes;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the next view from the last one, keeping every part that did not change. Not thread-safe. */
final class ViewBuilder {

    private final ClusterNaming naming;

    /** What each cluster would like to be called, as of the last view. */
    private final Map<String, ClusterNaming.Claim> claims = new HashMap<>();

    ViewBuilder(ClusterNaming naming) {
        this.naming = naming;
    }

    static FleetView empty(ClusterState state) {
        return new FleetView(new TreeMap<>(), Map.of(), Map.of(), Map.of(), state);
    }

    FleetView next(
            FleetView last, Map<String, Optional<LiveReadModel.Arrival>> arrived, ClusterState state, Instant now) {
        if (arrived.isEmpty() && Identity.same(last.state().notes(), state.notes())) {
            return last.with(state);
        }
        Notes notes = state.notes();
        SortedMap<String, ClusterView> clusters = new TreeMap<>(last.clustersByName());
        if (!Identity.same(last.state().notes(), notes)) {
            clusters.replaceAll((name, view) -> view.annotated(notes::annotationsOf));
        }
        arrived.forEach((name, arrival) -> place(clusters, name, arrival, notes));
        boolean renamed = updateClaims(clusters, arrived, last, notes, now);
        Map<String, String> nameByAlias = renamed ? name(clusters) : last.aliases();
        return new FleetView(clusters, index(last, arrived, clusters), nameByAlias, last.blockedByKey(), state);
    }

    /** Whether somebody came, went, or wishes for another alias than before. */
    private boolean updateClaims(
            SortedMap<String, ClusterView> clusters,
            Map<String, Optional<LiveReadModel.Arrival>> arrived,
            FleetView last,
            Notes notes,
            Instant now) {
        Set<String> names = Identity.same(last.state().notes(), notes) ? arrived.keySet() : clusters.keySet();
        boolean changed = !clusters.keySet().equals(last.clustersByName().keySet());
        claims.keySet().retainAll(clusters.keySet());
        for (String name : names) {
            Optional<ClusterNaming.Claim> claim = Optional.ofNullable(clusters.get(name))
                    .flatMap(view -> naming.claim(view.topology(), notes.aliasOverrides(), now));
            Optional<ClusterNaming.Claim> before =
                    Optional.ofNullable(claim.isPresent() ? claims.put(name, claim.get()) : claims.remove(name));
            changed |= !before.equals(claim);
        }
        return changed;
    }

    private static void place(
            SortedMap<String, ClusterView> clusters,
            String name,
            Optional<LiveReadModel.Arrival> arrival,
            Notes notes) {
        ClusterView before = clusters.remove(name);
        String alias = before == null ? name : before.alias();
        arrival.map(a -> new ClusterView(a.topology(), a.verdict(), alias, ClusterNaming.domain(a.topology())))
                .ifPresent(view -> clusters.put(name, view.annotated(notes::annotationsOf)));
    }

    /** Gives each alias to the greatest claim, each other cluster its pattern's alias or its own name. */
    private Map<String, String> name(SortedMap<String, ClusterView> clusters) {
        Map<String, ClusterNaming.Claim> owners = new HashMap<>();
        claims.values().forEach(claim -> owners.merge(claim.alias(), claim, ViewBuilder::greater));
        clusters.replaceAll((name, view) -> view.named(alias(name, owners)));
        Map<String, String> nameByAlias = new HashMap<>();
        clusters.forEach((name, view) -> nameByAlias.putIfAbsent(view.alias(), name));
        owners.forEach((alias, claim) -> nameByAlias.put(alias, claim.clusterName()));
        return nameByAlias;
    }

    private static ClusterNaming.Claim greater(ClusterNaming.Claim a, ClusterNaming.Claim b) {
        return ClusterNaming.Claim.ORDER.compare(a, b) >= 0 ? a : b;
    }

    private String alias(String name, Map<String, ClusterNaming.Claim> owners) {
        return Optional.ofNullable(claims.get(name))
                .filter(claim -> claim.equals(owners.get(claim.alias())))
                .map(ClusterNaming.Claim::alias)
                .orElseGet(() -> naming.byPattern(name));
    }

    private static Map<InstanceKey, String> index(
            FleetView last,
            Map<String, Optional<LiveReadModel.Arrival>> arrived,
            SortedMap<String, ClusterView> clusters) {
        boolean same = arrived.keySet().stream().allMatch(name -> hasSameKeys(last, clusters, name));
        if (same) {
            return last.clusterNames();
        }
        Map<InstanceKey, String> index = new HashMap<>();
        clusters.forEach((name, view) -> view.topology()
                .members()
                .forEach(member -> index.merge(member.key(), name, (a, b) -> preferred(member, a, b, clusters))));
        return index;
    }

    private static boolean hasSameKeys(FleetView last, SortedMap<String, ClusterView> clusters, String name) {
        ClusterView before = last.clustersByName().get(name);
        ClusterView after = clusters.get(name);
        if (before == null || after == null) {
            return before == after;
        }
        return before.size() == after.size()
                && after.topology().members().stream()
                        .allMatch(m -> before.topology().member(m.key()).isPresent());
    }

    /** A server on its way between two clusters is in both for a moment: the one where it was seen later has it. */
    private static String preferred(Member member, String a, String b, SortedMap<String, ClusterView> clusters) {
        Instant inA = seenIn(clusters, a, member.key());
        Instant inB = seenIn(clusters, b, member.key());
        return inB.isBefore(inA) ? a : b;
    }

    private static Instant seenIn(SortedMap<String, ClusterView> clusters, String name, InstanceKey key) {
        return Optional.ofNullable(clusters.get(name))
                .flatMap(view -> view.member(key))
                .flatMap(m -> m.observation().lastSeen())
                .orElse(Instant.MIN);
    }
}
