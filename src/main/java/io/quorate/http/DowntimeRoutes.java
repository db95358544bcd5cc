package io.quorate.http;

import io.quorate.api.Json;
import io.quorate.api.KeyJson;
import io.quorate.api.MaintenanceJson;
import io.quorate.model.Downtime;
import io.quorate.model.InstanceKey;
import io.quorate.model.Maintenance;
import io.quorate.model.PromotionRule;
import io.quorate.statemachine.NoteChange;
import io.quorate.statemachine.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What operators say of a server for a while: downtime, maintenance, promotion rules. */
final class DowntimeRoutes {

    /** How long a downtime or a maintenance lasts when nobody says how long. */
    private static final Duration USUAL_LENGTH = Duration.ofMinutes(10);

    private final Lookup lookup;
    private final Proposals proposals;
    private final Ports ports;

    DowntimeRoutes(Ports ports, Lookup lookup, Proposals proposals) {
        this.ports = ports;
        this.lookup = lookup;
        this.proposals = proposals;
    }

    void addTo(EndpointTable table) {
        table.change("begin-downtime/:host/:port/:owner/:reason", r -> begin(r, USUAL_LENGTH));
        table.change("begin-downtime/:host/:port/:owner/:reason/:duration", r -> begin(r, duration(r)));
        table.change("end-downtime/:host/:port", this::endDowntime);
        table.change("begin-maintenance/:host/:port/:owner/:reason", this::beginMaintenance);
        table.change("end-maintenance/:host/:port", this::endMaintenanceOf);
        table.change("end-maintenance/:maintenanceKey", this::endMaintenance);
        table.ask("in-maintenance/:host/:port", this::isInMaintenance);
        table.read("maintenance", this::maintenances);
        table.change("register-candidate/:host/:port/:promotionRule", this::registerCandidate);
    }

    private static Duration duration(ApiRequest request) {
        Duration length = ShortDuration.parse(request.path("duration").strip());
        return length.isZero() ? USUAL_LENGTH : length;
    }

    private CompletionStage<Answer> begin(ApiRequest request, Duration length) {
        return lookup.key(request).thenCompose(key -> {
            Instant now = lookup.now();
            Downtime downtime = new Downtime(
                    key, request.path("owner").strip(), request.path("reason").strip(), now, now.plus(length));
            return proposals.propose(
                    request,
                    new NoteChange.BeginDowntime(downtime),
                    id -> Answer.ok("Downtime begun: " + key + " until " + downtime.ends(), KeyJson.of(key)));
        });
    }

    private CompletionStage<Answer> endDowntime(ApiRequest request) {
        return lookup.key(request)
                .thenCompose(key -> proposals.propose(
                        request,
                        new NoteChange.EndDowntime(key),
                        id -> Answer.ok("Downtime ended: " + key, KeyJson.of(key))));
    }

    private CompletionStage<Answer> beginMaintenance(ApiRequest request) {
        return lookup.key(request).thenCompose(key -> {
            Instant now = lookup.now();
            NoteChange change = new NoteChange.BeginMaintenance(
                    key,
                    request.path("owner").strip(),
                    request.path("reason").strip(),
                    now,
                    Optional.of(now.plus(USUAL_LENGTH)));
            return proposals.propose(request, change).thenApply(outcome -> begun(key, outcome));
        });
    }

    /** Old clients print the 0 of a refusal. */
    private static Answer begun(InstanceKey key, Outcome outcome) {
        return outcome.fold(
                id -> Answer.ok("Maintenance begun: " + key, KeyJson.of(key)),
                reason -> Answer.error(reason, Json.number(0)));
    }

    private CompletionStage<Answer> endMaintenanceOf(ApiRequest request) {
        return lookup.key(request).thenCompose(key -> {
            Answer ended = Answer.ok("Maintenance ended: " + key, KeyJson.of(key));
            return active(key)
                    .<CompletionStage<Answer>>map(
                            m -> proposals.proposeAll(request, List.of(new NoteChange.EndMaintenance(m.id())), ended))
                    .orElseGet(() -> CompletableFuture.completedFuture(ended));
        });
    }

    private CompletionStage<Answer> endMaintenance(ApiRequest request) {
        long id = request.integer("maintenanceKey");
        return proposals.proposeAll(
                request,
                List.of(new NoteChange.EndMaintenance(id)),
                Answer.ok("Maintenance ended: " + id, Json.number(id)));
    }

    private CompletionStage<Answer> isInMaintenance(ApiRequest request) {
        return lookup.key(request).thenApply(key -> {
            boolean active = active(key).isPresent();
            return Answer.ok(Boolean.toString(active), Json.string(active ? key.toString() : ""));
        });
    }

    private Optional<Maintenance> active(InstanceKey key) {
        return Optional.ofNullable(ports.log().state().notes().maintenances().get(key))
                .filter(m -> m.isActiveAt(lookup.now()));
    }

    private Answer maintenances(ApiRequest request) {
        Instant now = lookup.now();
        List<Maintenance> active = ports.log().state().notes().maintenances().values().stream()
                .filter(m -> m.isActiveAt(now))
                .toList();
        return Answer.bare(Json.array(active, MaintenanceJson.at(now)));
    }

    private CompletionStage<Answer> registerCandidate(ApiRequest request) {
        String word = request.path("promotionRule").strip();
        PromotionRule rule = PromotionRule.parse(word)
                .filter(known -> known != PromotionRule.MUST)
                .orElseThrow(() -> new BadRequest("Invalid promotion rule: '" + word
                        + "' is not supported; expected prefer, neutral, prefer_not or must_not"));
        return lookup.key(request)
                .thenCompose(key -> proposals.propose(
                        request,
                        new NoteChange.RegisterCandidate(key, rule, lookup.now()),
                        id -> Answer.ok("Registered candidate: " + key + " as " + word, KeyJson.of(key))));
    }
}
