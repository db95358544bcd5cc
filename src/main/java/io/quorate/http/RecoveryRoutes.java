package io.quorate.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.api.Json;
import io.quorate.api.KeyJson;
import io.quorate.model.InstanceKey;
import io.quorate.statemachine.RecoveryChange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Recovering on request, and the switch for recovering without one. */
final class RecoveryRoutes {

    private final Ports ports;
    private final Lookup lookup;
    private final Proposals proposals;
    private final Settings settings;

    RecoveryRoutes(Ports ports, Lookup lookup, Proposals proposals, Settings settings) {
        this.ports = ports;
        this.lookup = lookup;
        this.proposals = proposals;
        this.settings = settings;
    }

    void addTo(EndpointTable table) {
        table.change("recover/:host/:port", r -> recover(r, skipsProcesses(r)));
        table.change("recover/:host/:port/:candidateHost/:candidatePort", r -> recover(r, skipsProcesses(r)));
        table.change("recover-lite/:host/:port", r -> recover(r, true));
        table.change("recover-lite/:host/:port/:candidateHost/:candidatePort", r -> recover(r, true));
        table.change("disable-global-recoveries", r -> disable(r, true));
        table.change("enable-global-recoveries", r -> disable(r, false));
        table.read("check-global-recoveries", this::check);
        table.read("automated-recovery-filters", this::filters);
    }

    private static boolean skipsProcesses(ApiRequest request) {
        return request.query("skipProcesses").equals("true");
    }

    private CompletionStage<Answer> recover(ApiRequest request, boolean skipHooks) {
        CompletionStage<InstanceKey> failed = lookup.key(request);
        return failed.thenCombine(candidate(request), (key, candidate) -> recover(key, candidate, skipHooks))
                .thenCompose(answer -> answer);
    }

    /** A candidate that cannot be read is ignored, as it always was. */
    private CompletionStage<Optional<InstanceKey>> candidate(ApiRequest request) {
        if (!request.has("candidateHost")) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        try {
            return lookup.key(request, "candidateHost", "candidatePort")
                    .handle((key, failure) -> failure == null ? Optional.of(key) : Optional.empty());
        } catch (BadRequest unreadable) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }

    private CompletionStage<Answer> recover(InstanceKey failed, Optional<InstanceKey> candidate, boolean skipHooks) {
        return ports.recovery().recover(failed, candidate, skipHooks).handle((done, failure) -> {
            if (failure != null) {
                return Answer.error(
                        "Recovery of " + failed + " failed: " + Failures.sentence(failure), KeyJson.of(failed));
            }
            return done.promoted()
                    .map(key -> Answer.ok(done.message(), KeyJson.of(key)))
                    .orElseGet(() -> Answer.error(done.message(), KeyJson.of(failed)));
        });
    }

    private CompletionStage<Answer> disable(ApiRequest request, boolean disabled) {
        String word = disabled ? "disabled" : "enabled";
        return proposals.propose(
                request,
                new RecoveryChange.SetRecoveriesDisabled(disabled),
                id -> Answer.ok("Global recoveries are " + word, Json.string(word)));
    }

    private Answer check(ApiRequest request) {
        String word = ports.log().state().recoveries().areDisabled() ? "disabled" : "enabled";
        return Answer.ok("Global recoveries are " + word, Json.string(word));
    }

    private Answer filters(ApiRequest request) {
        Settings.Filters filters = settings.filters();
        return Answer.ok("Automated recovery configuration details", json -> {
            json.writeStartObject();
            writeList(
                    json,
                    "RecoverIntermediateMasterClusterFilters",
                    filters.recoverIntermediate().entries());
            writeList(
                    json,
                    "RecoverMasterClusterFilters",
                    filters.recoverPrimary().entries());
            writeList(json, "RecoveryIgnoreHostnameFilters", filters.recoveryIgnoreHosts());
            json.writeEndObject();
        });
    }

    private static void writeList(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeFieldName(name);
        Json.strings(values).writeTo(json);
    }
}
