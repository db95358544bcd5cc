package io.quorate.http;

import io.quorate.api.Json;
import io.quorate.api.KeyJson;
import io.quorate.statemachine.NoteChange;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Names of hosts: what they resolve to, and what to call them instead. */
final class NameRoutes {

    private final Ports ports;
    private final Lookup lookup;
    private final Proposals proposals;

    NameRoutes(Ports ports, Lookup lookup, Proposals proposals) {
        this.ports = ports;
        this.lookup = lookup;
        this.proposals = proposals;
    }

    void addTo(EndpointTable table) {
        table.ask("resolve/:host/:port", this::resolve);
        table.read("hostname-resolve-cache", this::cache);
        table.changeHere("reset-hostname-resolve-cache", this::clear);
        table.change("register-hostname-unresolve/:host/:port/:virtualname", r -> rename(r, r.path("virtualname")));
        table.change("deregister-hostname-unresolve/:host/:port", r -> rename(r, ""));
    }

    private CompletionStage<Answer> resolve(ApiRequest request) {
        return lookup.key(request)
                .thenCompose(key -> ports.hostNames()
                        .connect(key)
                        .handle((connected, failure) -> failure == null
                                ? Answer.ok("Instance resolved", KeyJson.of(key))
                                : Answer.error("Cannot connect to " + key + ": " + Failures.sentence(failure))));
    }

    private Answer cache(ApiRequest request) {
        return Answer.ok("Cache retrieved", json -> {
            json.writeStartObject();
            for (Map.Entry<String, String> entry : ports.hostNames().cache().entrySet()) {
                json.writeObjectFieldStart(entry.getKey());
                json.writeStringField("Object", entry.getValue());
                json.writeNumberField("Expiration", 0);
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    private CompletionStage<Answer> clear(ApiRequest request) {
        ports.hostNames().clear();
        return CompletableFuture.completedFuture(Answer.ok("Hostname cache cleared", Json.nothing()));
    }

    private CompletionStage<Answer> rename(ApiRequest request, String name) {
        return lookup.key(request)
                .thenCompose(key -> proposals.propose(
                        request,
                        new NoteChange.SetUnresolvedName(key, name.strip()),
                        id -> Answer.ok(
                                name.isEmpty() ? "Name to use for " + key + " removed" : key + " is called " + name,
                                KeyJson.of(key))));
    }
}
