package io.quorate.http;

import io.quorate.api.Json;
import io.quorate.model.Condition;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.ServerVersion;
import io.quorate.readmodel.ClusterView;
import io.quorate.readmodel.FleetView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Servers as they are known: one, some, all. */
final class InstanceRoutes {

    private final Lookup lookup;
    private final Rendering rendering;
    private final Settings settings;

    InstanceRoutes(Lookup lookup, Rendering rendering, Settings settings) {
        this.lookup = lookup;
        this.rendering = rendering;
        this.settings = settings;
    }

    void addTo(EndpointTable table) {
        table.ask("instance/:host/:port", this::instance);
        table.ask("instance-replicas/:host/:port", this::replicas);
        table.read("all-instances", this::all);
        table.read("search", r -> search(r.query("s")));
        table.read("search/:searchString", r -> search(r.path("searchString").strip()));
        table.read("problems", r -> problems(name -> true));
        table.read("problems/:clusterName", r -> problems(SqlLike.matcher(r.path("clusterName"))));
        table.read("downtimed", r -> downtimed(List.copyOf(lookup.view().clusters())));
        table.read("downtimed/:clusterHint", r -> downtimed(List.of(lookup.cluster(r))));
    }

    private CompletionStage<Answer> instance(ApiRequest request) {
        return lookup.key(request).thenApply(key -> {
            Optional<ClusterView> cluster = lookup.view().clusterOf(key);
            return cluster.flatMap(c -> c.member(key).map(m -> rendering.instance(c, m)))
                    .orElseThrow(() -> new BadRequest("Cannot read instance: " + key + " is not known"));
        });
    }

    private CompletionStage<Answer> replicas(ApiRequest request) {
        return lookup.key(request)
                .thenApply(key -> lookup.view()
                        .clusterOf(key)
                        .map(cluster -> rendering.replicas(cluster, key))
                        .orElseGet(() -> Answer.bare(Json.strings(List.of()))));
    }

    private Answer all(ApiRequest request) {
        FleetView view = lookup.view();
        return rendering.kept(
                view.memo(),
                "all-instances",
                () -> Json.array(Rendering.select(view, s -> true, Rendering.BY_DEPTH), rendering.shown()));
    }

    private Answer search(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return list(Rendering.select(lookup.view(), s -> isFound(s, wanted), Rendering.BY_DEPTH));
    }

    private static boolean isFound(Rendering.Shown shown, String text) {
        InstanceKey key = shown.member().key();
        Optional<Instance> instance = shown.member().instance();
        Optional<ServerVersion> version = instance.map(Instance::version);
        Predicate<String> contains = value -> value.toLowerCase(Locale.ROOT).contains(text);
        return contains.test(key.toString())
                || contains.test(shown.cluster().name())
                || contains.test(shown.cluster().alias())
                || version.map(v -> contains.test(v.text()) || contains.test(v.comment()))
                        .orElse(false)
                || instance.map(i -> Long.toString(i.serverId()).equals(text)).orElse(false);
    }

    private Answer problems(Predicate<String> clusterName) {
        Instant now = lookup.now();
        List<Rendering.Shown> troubled = Rendering.select(
                lookup.view(),
                s -> clusterName.test(s.cluster().name())
                        && !s.member().isDowntimedAt(now)
                        && !settings.filters().hidesProblem().test(s.member().key())
                        && !Condition.of(s.member(), settings.thresholds(), now)
                                .problems()
                                .isEmpty(),
                Rendering.BY_CLUSTER_AND_DEPTH);
        return Answer.bare(Json.arrayOrNull(troubled, rendering.shown()));
    }

    private Answer downtimed(List<ClusterView> clusters) {
        Instant now = lookup.now();
        return list(Rendering.select(clusters, s -> s.member().isDowntimedAt(now), Rendering.BY_CLUSTER_AND_DEPTH));
    }

    private Answer list(List<Rendering.Shown> servers) {
        return Answer.bare(Json.array(servers, rendering.shown()));
    }
}
