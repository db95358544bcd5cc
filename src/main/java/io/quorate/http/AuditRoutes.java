package io.quorate.http;

import io.quorate.api.BlockedRecoveryJson;
import io.quorate.api.Json;
import io.quorate.api.RecoveryJson;
import io.quorate.model.DetectionRecord;
import io.quorate.model.RecoveryRecord;
import io.quorate.readmodel.BlockedRecovery;
import io.quorate.statemachine.RecoveryHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** The history of failures and of what was done about them, newest first. */
final class AuditRoutes {

    private static final int PAGE_SIZE = 20;
    private static final Duration RECENT = Duration.ofMinutes(5);

    private final Ports ports;
    private final Lookup lookup;
    private final Settings settings;

    AuditRoutes(Ports ports, Lookup lookup, Settings settings) {
        this.ports = ports;
        this.lookup = lookup;
        this.settings = settings;
    }

    void addTo(EndpointTable table) {
        table.read("audit-recovery", r -> recoveries(r, unacknowledged(r)));
        table.read("audit-recovery/:page", r -> recoveries(r, unacknowledged(r)));
        table.read("audit-recovery/id/:id", this::recoveryById);
        table.read("audit-recovery/uid/:uid", r -> recoveries(r, x -> x.uid().equals(r.path("uid"))));
        addPaged(
                table,
                "audit-recovery/cluster/:clusterName",
                r -> recoveries(r, x -> x.failure().clusterName().equals(r.path("clusterName"))));
        addPaged(
                table,
                "audit-recovery/alias/:clusterAlias",
                r -> recoveries(r, x -> x.failure().clusterAlias().equals(r.path("clusterAlias"))));
        table.read("audit-recovery-steps/:uid", this::steps);
        table.read("audit-failure-detection", r -> detections(r, x -> true));
        table.read("audit-failure-detection/:page", r -> detections(r, x -> true));
        table.read("audit-failure-detection/id/:id", this::detectionById);
        addPaged(
                table,
                "audit-failure-detection/alias/:clusterAlias",
                r -> detections(r, x -> x.failure().clusterAlias().equals(r.path("clusterAlias"))));
        table.read("active-cluster-recovery/:clusterName", this::active);
        table.read("recently-active-cluster-recovery/:clusterName", this::recentOfCluster);
        table.ask("recently-active-instance-recovery/:host/:port", this::recentOfInstance);
        table.read("blocked-recoveries", r -> blocked(b -> true));
        table.read(
                "blocked-recoveries/cluster/:clusterName",
                r -> blocked(b -> b.clusterName().equals(r.path("clusterName"))));
    }

    private static void addPaged(EndpointTable table, String pattern, EndpointTable.Read handler) {
        table.read(pattern, handler);
        table.read(pattern + "/:page", handler);
    }

    private RecoveryHistory history() {
        return ports.log().state().recoveries();
    }

    private static Predicate<RecoveryRecord> unacknowledged(ApiRequest request) {
        boolean only = request.query("unacknowledged").equals("true");
        return recovery -> !only || recovery.acknowledgement().isEmpty();
    }

    private Answer recoveries(ApiRequest request, Predicate<RecoveryRecord> wanted) {
        return list(page(
                request,
                history().recoveries().stream()
                        .filter(wanted)
                        .sorted(Comparator.comparingLong(RecoveryRecord::id).reversed())
                        .toList()));
    }

    private Answer list(List<RecoveryRecord> recoveries) {
        RecoveryJson form = form();
        return Answer.bare(Json.array(recoveries, (json, recovery) -> form.write(json, recovery)));
    }

    private RecoveryJson form() {
        Settings.Filters filters = settings.filters();
        return new RecoveryJson(
                new RecoveryJson.ClusterRecoveries() {
                    @Override
                    public boolean primary(String clusterName, String clusterAlias) {
                        return filters.recoverPrimary().covers(clusterName, clusterAlias);
                    }

                    @Override
                    public boolean intermediate(String clusterName, String clusterAlias) {
                        return filters.recoverIntermediate().covers(clusterName, clusterAlias);
                    }
                },
                lookup.now());
    }

    /** A page that is no number, or negative, is the first one. */
    private static <T> List<T> page(ApiRequest request, List<T> all) {
        long page =
                request.has("page") ? request.asInteger(request.path("page")).orElse(0L) : 0;
        return all.stream()
                .skip(Math.max(0, Math.min(page, all.size())) * PAGE_SIZE)
                .limit(PAGE_SIZE)
                .toList();
    }

    /** Anything that is no number above 0 lists all, as it always did. */
    private Answer recoveryById(ApiRequest request) {
        long id = request.asInteger(request.path("id")).orElse(0L);
        return recoveries(request, recovery -> id <= 0 || recovery.id() == id);
    }

    private Answer detectionById(ApiRequest request) {
        long id = request.asInteger(request.path("id")).orElse(0L);
        return detections(request, detection -> id <= 0 || detection.id() == id);
    }

    private Answer steps(ApiRequest request) {
        return Answer.bare(Json.array(history().stepsOf(request.path("uid")), RecoveryJson::write));
    }

    private Answer detections(ApiRequest request, Predicate<DetectionRecord> wanted) {
        RecoveryHistory history = history();
        RecoveryJson form = form();
        List<DetectionRecord> shown = page(
                request,
                history.detections().stream()
                        .filter(wanted)
                        .sorted(Comparator.comparingLong(DetectionRecord::id).reversed())
                        .toList());
        return Answer.bare(
                Json.array(shown, (json, detection) -> form.write(json, detection, related(history, detection))));
    }

    private static long related(RecoveryHistory history, DetectionRecord detection) {
        return detection
                .recoveryUid()
                .flatMap(history::recovery)
                .map(RecoveryRecord::id)
                .orElse(0L);
    }

    private Answer active(ApiRequest request) {
        Instant now = lookup.now();
        return list(ofCluster(request, recovery -> recovery.isRunning() && recovery.isActiveAt(now)));
    }

    private Answer recentOfCluster(ApiRequest request) {
        return list(ofCluster(request, this::endedRecently));
    }

    private List<RecoveryRecord> ofCluster(ApiRequest request, Predicate<RecoveryRecord> wanted) {
        String name = request.path("clusterName").strip();
        return history().recoveries().stream()
                .filter(recovery -> recovery.failure().clusterName().equals(name))
                .filter(wanted)
                .toList();
    }

    private CompletionStage<Answer> recentOfInstance(ApiRequest request) {
        return lookup.key(request)
                .thenApply(key -> list(history().recoveries().stream()
                        .filter(this::endedRecently)
                        .filter(recovery ->
                                recovery.successor().map(key::equals).orElse(false))
                        .toList()));
    }

    private boolean endedRecently(RecoveryRecord recovery) {
        Instant from = lookup.now().minus(RECENT);
        return recovery.ended().map(at -> at.isAfter(from)).orElse(false);
    }

    private Answer blocked(Predicate<BlockedRecovery> wanted) {
        List<BlockedRecovery> shown = lookup.view().blockedRecoveries(lookup.now()).stream()
                .filter(wanted)
                .toList();
        return Answer.bare(Json.array(shown, BlockedRecoveryJson::write));
    }
}
