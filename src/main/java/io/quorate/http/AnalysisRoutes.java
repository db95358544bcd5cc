package io.quorate.http;

import io.quorate.analysis.AnalysisChangelog;
import io.quorate.analysis.Diagnosis;
import io.quorate.api.DiagnosisJson;
import io.quorate.api.Json;
import io.quorate.model.InstanceKey;
import io.quorate.readmodel.ClusterView;
import io.quorate.readmodel.NodeFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** What is diagnosed, and how that has changed. */
final class AnalysisRoutes {

    /** A diagnosis and the cluster it is about. */
    private record Found(ClusterView cluster, Diagnosis diagnosis) {}

    private final Ports ports;
    private final Lookup lookup;
    private final Rendering rendering;

    AnalysisRoutes(Ports ports, Lookup lookup, Rendering rendering) {
        this.ports = ports;
        this.lookup = lookup;
        this.rendering = rendering;
    }

    void addTo(EndpointTable table) {
        table.read("replication-analysis", r -> analysis(lookup.view().clusters(), d -> true));
        table.read("replication-analysis/:clusterName", r -> analysis(named(r), d -> true));
        table.ask("replication-analysis/instance/:host/:port", this::ofInstance);
        table.read("replication-analysis-changelog", this::changelog);
    }

    /** By alias or exact name; an unknown cluster has no diagnoses. */
    private List<ClusterView> named(ApiRequest request) {
        String name = request.path("clusterName").strip();
        Optional<ClusterView> cluster =
                lookup.view().clusterByAlias(name).or(() -> lookup.view().cluster(name));
        return cluster.map(List::of).orElse(List.of());
    }

    private CompletionStage<Answer> ofInstance(ApiRequest request) {
        return lookup.key(request)
                .thenApply(
                        key -> analysis(lookup.view().clusters(), d -> d.key().equals(key)));
    }

    private Answer analysis(Collection<ClusterView> clusters, Predicate<Diagnosis> wanted) {
        List<Found> found = new ArrayList<>();
        clusters.forEach(cluster -> cluster.diagnoses().stream()
                .filter(diagnosis -> !diagnosis.isIgnored())
                .filter(wanted)
                .forEach(diagnosis -> found.add(new Found(cluster, diagnosis))));
        NodeFacts node = ports.readModel().node();
        DiagnosisJson form = new DiagnosisJson(node.hostname(), node.token(), lookup.now());
        return Answer.ok(
                "Analysis",
                Json.array(
                        found,
                        (json, f) -> form.write(
                                json,
                                f.diagnosis(),
                                rendering.info(f.cluster()),
                                f.cluster().refusal(f.diagnosis().key()))));
    }

    private Answer changelog(ApiRequest request) {
        SortedMap<InstanceKey, List<AnalysisChangelog.Entry>> changes = new TreeMap<>();
        lookup.view()
                .clusters()
                .forEach(cluster -> cluster.changelog()
                        .entries()
                        .forEach(entry -> changes.computeIfAbsent(entry.key(), k -> new ArrayList<>())
                                .add(entry)));
        return Answer.bare(Json.arrayOrNull(
                changes.entrySet(),
                (json, entry) -> DiagnosisJson.writeChanges(json, entry.getKey(), entry.getValue())));
    }
}
