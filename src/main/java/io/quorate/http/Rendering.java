package io.quorate.http;

import io.quorate.api.ClusterInfoJson;
import io.quorate.api.InstanceJson;
import io.quorate.api.Json;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.Topology;
import io.quorate.readmodel.ClusterView;
import io.quorate.readmodel.FleetView;
import io.quorate.readmodel.Memo;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Servers and clusters as JSON. What is asked for often is rendered once per view and second; later requests of that
 * second get the same bytes.
 */
final class Rendering {

    /** A server with the cluster it is shown in. */
    record Shown(ClusterView cluster, Member member) {}

    private static final Comparator<Shown> BY_CLUSTER =
            Comparator.comparing((Shown s) -> s.cluster().name());
    static final Comparator<Shown> BY_DEPTH = Comparator.comparingInt(
                    (Shown s) -> s.member().depth())
            .thenComparing(
                    s -> -s.cluster().topology().replicasOf(s.member().key()).size())
            .thenComparing(BY_CLUSTER)
            .thenComparing(s -> s.member().key());
    static final Comparator<Shown> BY_CLUSTER_AND_DEPTH = BY_CLUSTER
            .thenComparingInt(s -> s.member().depth())
            .thenComparing(s -> s.member().key());

    private final Settings settings;
    private final InstantSource clock;

    Rendering(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Rendered at most once per second for the thing the memo belongs to. */
    Answer kept(Memo memo, String name, Supplier<Json.Body> body) {
        return memo.get(name, clock.instant().getEpochSecond(), Answer.class, () -> Answer.bare(body.get()));
    }

    Answer instance(ClusterView cluster, Member member) {
        return kept(
                cluster.memo(),
                "instance/" + member.key(),
                () -> instanceJson(cluster).of(member));
    }

    Json.Body instanceBody(ClusterView cluster, Member member) {
        return instanceJson(cluster).of(member);
    }

    /** A server in a topology nobody published yet. */
    Json.Body instanceBody(Topology topology, Member member) {
        return new InstanceJson(topology, "", settings.thresholds(), clock.instant()).of(member);
    }

    Answer members(ClusterView cluster) {
        return kept(
                cluster.memo(),
                "members",
                () -> Json.array(cluster.topology().members(), instanceJson(cluster)::write));
    }

    Answer replicas(ClusterView cluster, InstanceKey source) {
        return kept(
                cluster.memo(),
                "replicas/" + source,
                () -> Json.array(cluster.topology().replicasOf(source), instanceJson(cluster)::write));
    }

    Json.Element<Shown> shown() {
        Instant now = clock.instant();
        return (json, shown) -> instanceJson(shown.cluster(), now).write(json, shown.member());
    }

    /** The servers of all clusters that the predicate accepts, in that order. */
    static List<Shown> select(FleetView view, Predicate<Shown> wanted, Comparator<Shown> order) {
        return select(view.clusters(), wanted, order);
    }

    static List<Shown> select(Collection<ClusterView> clusters, Predicate<Shown> wanted, Comparator<Shown> order) {
        return clusters.stream()
                .flatMap(cluster -> cluster.topology().members().stream().map(member -> new Shown(cluster, member)))
                .filter(wanted)
                .sorted(order)
                .toList();
    }

    ClusterInfoJson info(ClusterView cluster) {
        Settings.Filters filters = settings.filters();
        return new ClusterInfoJson(
                cluster.name(),
                cluster.alias(),
                cluster.domain(),
                cluster.size(),
                filters.recoverPrimary().covers(cluster.name(), cluster.alias()),
                filters.recoverIntermediate().covers(cluster.name(), cluster.alias()));
    }

    private InstanceJson instanceJson(ClusterView cluster) {
        return instanceJson(cluster, clock.instant());
    }

    private InstanceJson instanceJson(ClusterView cluster, Instant now) {
        String alias = cluster.alias().equals(cluster.name()) ? "" : cluster.alias();
        return new InstanceJson(cluster.topology(), alias, settings.thresholds(), now);
    }
}
