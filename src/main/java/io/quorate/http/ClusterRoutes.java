package io.quorate.http;

import io.quorate.api.Json;
import io.quorate.api.TopologyText;
import io.quorate.model.Member;
import io.quorate.model.Topology;
import io.quorate.readmodel.ClusterView;
import io.quorate.readmodel.FleetView;
import io.quorate.statemachine.NoteChange;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Replication clusters: names, members, heads, and the tree as text. */
final class ClusterRoutes {

    private final Lookup lookup;
    private final Rendering rendering;
    private final Proposals proposals;
    private final Settings settings;

    ClusterRoutes(Lookup lookup, Rendering rendering, Proposals proposals, Settings settings) {
        this.lookup = lookup;
        this.rendering = rendering;
        this.proposals = proposals;
        this.settings = settings;
    }

    void addTo(EndpointTable table) {
        table.read("clusters", this::names);
        table.read("clusters-info", this::infos);
        table.read("cluster/:clusterHint", r -> rendering.members(lookup.cluster(r)));
        table.read("cluster/alias/:clusterAlias", r -> rendering.members(lookup.clusterByAlias(r)));
        table.read("cluster/instance/:host/:port", r -> rendering.members(lookup.cluster(r)));
        table.read("cluster-info/:clusterHint", r -> info(lookup.cluster(r)));
        table.read("cluster-info/alias/:clusterAlias", r -> info(lookup.clusterByAlias(r)));
        table.change("set-cluster-alias/:clusterName", this::setAlias);
        table.read("masters", this::primaries);
        table.read("master/:clusterHint", this::primary);
        addTree(table, "topology", TopologyText::plain);
        addTree(table, "topology-tabulated", TopologyText::tabulated);
        addTree(table, "topology-tags", TopologyText::withTags);
    }

    private void addTree(EndpointTable table, String name, Function<TopologyText, String> form) {
        EndpointTable.Read handler = r -> tree(lookup.cluster(r).topology(), form);
        table.read(name + "/:clusterHint", handler);
        table.read(name + "/:host/:port", handler);
    }

    private Answer tree(Topology topology, Function<TopologyText, String> form) {
        String text = form.apply(new TopologyText(topology, settings.thresholds(), lookup.now()));
        return Answer.ok("Topology for cluster " + topology.name(), Json.string(text));
    }

    private Answer names(ApiRequest request) {
        List<String> names =
                lookup.view().clusters().stream().map(ClusterView::name).toList();
        return Answer.bare(names.isEmpty() ? Json.nothing() : Json.strings(names));
    }

    private Answer infos(ApiRequest request) {
        FleetView view = lookup.view();
        return rendering.kept(
                view.memo(),
                "clusters-info",
                () -> Json.array(
                        view.clusters(),
                        (json, cluster) -> rendering.info(cluster).writeTo(json)));
    }

    private Answer info(ClusterView cluster) {
        return Answer.bare(rendering.info(cluster));
    }

    private CompletionStage<Answer> setAlias(ApiRequest request) {
        String alias = request.query("alias");
        String name = request.path("clusterName").strip();
        return proposals.propose(
                request,
                new NoteChange.SetAliasOverride(name, alias),
                id -> Answer.ok("Cluster " + name + " now has alias '" + alias + "'", Json.nothing()));
    }

    private Answer primaries(ApiRequest request) {
        List<Rendering.Shown> heads = lookup.view().clusters().stream()
                .flatMap(
                        cluster -> probedHead(cluster)
                                .filter(ClusterRoutes::isWritable)
                                .map(head -> new Rendering.Shown(cluster, head))
                                .stream())
                .toList();
        return Answer.bare(Json.arrayOrNull(heads, rendering.shown()));
    }

    private Answer primary(ApiRequest request) {
        ClusterView cluster = lookup.cluster(request);
        return probedHead(cluster)
                .map(head -> rendering.instance(cluster, head))
                .orElseThrow(
                        () -> new BadRequest("No masters found: no head of " + cluster.name() + " was ever reached"));
    }

    private static Optional<Member> probedHead(ClusterView cluster) {
        return cluster.topology().heads().stream()
                .filter(head -> head.instance().isPresent())
                .findFirst();
    }

    private static boolean isWritable(Member member) {
        return member.instance().map(i -> !i.isReadOnly()).orElse(false);
    }
}
