package io.quorate.http;

import io.quorate.api.Json;
import io.quorate.api.KeyJson;
import io.quorate.model.RecoveryRecord;
import io.quorate.readmodel.ClusterView;
import io.quorate.statemachine.RecoveryChange.Acknowledge;
import io.quorate.statemachine.RecoveryChange.Acknowledge.Scope;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Saying that somebody has looked at a recovery, so that the next one may run. */
final class AcknowledgeRoutes {

    private final Ports ports;
    private final Lookup lookup;
    private final Proposals proposals;

    AcknowledgeRoutes(Ports ports, Lookup lookup, Proposals proposals) {
        this.ports = ports;
        this.lookup = lookup;
        this.proposals = proposals;
    }

    void addTo(EndpointTable table) {
        table.change(
                "ack-recovery/cluster/:clusterHint",
                r -> cluster(r, r.path("clusterHint").strip()));
        table.change(
                "ack-recovery/cluster/alias/:clusterAlias",
                r -> cluster(r, r.path("clusterAlias").strip()));
        table.change("ack-recovery/instance/:host/:port", this::instance);
        table.change("ack-recovery/uid/:uid", this::uid);
        table.change("ack-recovery/:recoveryId", this::id);
        table.change("ack-all-recoveries", this::all);
    }

    private Acknowledge acknowledge(ApiRequest request, Scope.Kind kind, String text) {
        String comment = request.query("comment");
        if (comment.isEmpty()) {
            throw new BadRequest("No acknowledge comment given: add ?comment=");
        }
        String user = request.caller().user();
        String owner = user.isEmpty() ? ports.readModel().node().hostname() : user;
        return new Acknowledge(new Scope(kind, text), owner, comment, lookup.now());
    }

    private CompletionStage<Answer> acknowledged(ApiRequest request, Acknowledge change, Json.Body details) {
        return proposals.propose(request, change, count -> Answer.ok("Acknowledged " + count + " recoveries", details));
    }

    /** A cluster may be gone after the failover that is acknowledged: then its name or alias at that time will do. */
    private CompletionStage<Answer> cluster(ApiRequest request, String hint) {
        List<String> names = lookup.find(hint)
                .map(cluster ->
                        Stream.of(cluster.name(), cluster.alias()).distinct().toList())
                .orElseGet(() -> isInHistory(hint) ? List.of(hint) : List.of());
        if (names.isEmpty()) {
            throw new BadRequest(
                    "Unable to determine cluster name: no cluster, alias or known server is called '" + hint + "'");
        }
        String name = lookup.find(hint).map(ClusterView::name).orElse(hint);
        return proposals.proposeAll(
                request,
                names.stream()
                        .map(text -> acknowledge(request, Scope.Kind.CLUSTER, text))
                        .toList(),
                Answer.ok("Acknowledged cluster recoveries for " + name, Json.string(name)));
    }

    private boolean isInHistory(String hint) {
        return ports.log().state().recoveries().recoveries().stream()
                .map(RecoveryRecord::failure)
                .anyMatch(f -> f.clusterName().equals(hint) || f.clusterAlias().equals(hint));
    }

    private CompletionStage<Answer> instance(ApiRequest request) {
        return lookup.key(request)
                .thenCompose(key -> acknowledged(
                        request, acknowledge(request, Scope.Kind.INSTANCE, key.toString()), KeyJson.of(key)));
    }

    private CompletionStage<Answer> id(ApiRequest request) {
        String id = Long.toString(request.integer("recoveryId"));
        return acknowledged(request, acknowledge(request, Scope.Kind.ID, id), Json.string(id));
    }

    private CompletionStage<Answer> uid(ApiRequest request) {
        String uid = request.path("uid").strip();
        return acknowledged(request, acknowledge(request, Scope.Kind.UID, uid), Json.string(uid));
    }

    private CompletionStage<Answer> all(ApiRequest request) {
        Acknowledge change = acknowledge(request, Scope.Kind.ALL, "");
        return acknowledged(request, change, Json.string(change.comment()));
    }
}
