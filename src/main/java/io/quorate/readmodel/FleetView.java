package io.quorate.readmodel;

import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.statemachine.ClusterState;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What this node sees of all replication clusters, together with the replicated state it was taken with. Immutable;
 * look-ups take constant time.
 */
public final class FleetView {

    private final SortedMap<String, ClusterView> clusters;
    private final Map<InstanceKey, String> clusterOf;
    private final Map<String, String> nameByAlias;
    private final Map<InstanceKey, BlockedRecovery> blocked;
    private final ClusterState state;
    private final Memo memo = new Memo();

    /** The maps must not be changed any more. */
    FleetView(
            SortedMap<String, ClusterView> clusters,
            Map<InstanceKey, String> clusterOf,
            Map<String, String> nameByAlias,
            Map<InstanceKey, BlockedRecovery> blocked,
            ClusterState state) {
        this.clusters = clusters;
        this.clusterOf = clusterOf;
        this.nameByAlias = nameByAlias;
        this.blocked = blocked;
        this.state = state;
    }

    /** All clusters by name. */
    public Collection<ClusterView> clusters() {
        return clusters.values();
    }

    public Optional<ClusterView> cluster(String name) {
        return Optional.ofNullable(clusters.get(name));
    }

    public Optional<ClusterView> clusterByAlias(String alias) {
        return Optional.ofNullable(nameByAlias.get(alias)).flatMap(this::cluster);
    }

    /** The cluster a server belongs to. */
    public Optional<ClusterView> clusterOf(InstanceKey key) {
        return Optional.ofNullable(clusterOf.get(key)).flatMap(this::cluster);
    }

    public Optional<Member> member(InstanceKey key) {
        return clusterOf(key).flatMap(cluster -> cluster.member(key));
    }

    /** Every server that is a member of some cluster, in no order. */
    public Collection<InstanceKey> keys() {
        return clusterOf.keySet();
    }

    /** Refusals that still hold: the recovery in the way is neither over nor acknowledged. Newest first. */
    public List<BlockedRecovery> blockedRecoveries(Instant now) {
        return blocked.values().stream()
                .filter(b -> state.recoveries().recoveries().stream()
                        .anyMatch(r -> r.id() == b.blockingRecoveryId() && r.isActiveAt(now)))
                .sorted(Comparator.comparing(BlockedRecovery::at).reversed())
                .toList();
    }

    public ClusterState state() {
        return state;
    }

    /** What was rendered from this view. */
    public Memo memo() {
        return memo;
    }

    FleetView with(ClusterState newState) {
        return new FleetView(clusters, clusterOf, nameByAlias, blocked, newState);
    }

    FleetView withBlocked(BlockedRecovery added) {
        Map<InstanceKey, BlockedRecovery> all = new TreeMap<>(blocked);
        all.put(added.failed(), added);
        return new FleetView(clusters, clusterOf, nameByAlias, all, state);
    }

    Map<InstanceKey, BlockedRecovery> blockedByKey() {
        return blocked;
    }

    SortedMap<String, ClusterView> clustersByName() {
        return clusters;
    }

    Map<InstanceKey, String> clusterNames() {
        return clusterOf;
    }

    Map<String, String> aliases() {
        return nameByAlias;
    }
}
