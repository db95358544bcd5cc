package io.quorate.http;

import io.quorate.model.InstanceKey;
import io.quorate.readmodel.ClusterView;
import io.quorate.readmodel.FleetView;
import io.quorate.readmodel.Hints;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds the server or the cluster a request speaks of. */
final class Lookup {

    private final Ports ports;
    private final Settings settings;

    Lookup(Ports ports, Settings settings) {
        this.ports = ports;
        this.settings = settings;
    }

    Instant now() {
        return ports.clock().instant();
    }

    FleetView view() {
        return ports.readModel().view();
    }

    /** The server named by {@code :host} and {@code :port}; resolved, and completed if it is only part of a name. */
    CompletionStage<InstanceKey> key(ApiRequest request) {
        return key(request, "host", "port");
    }

    CompletionStage<InstanceKey> key(ApiRequest request, String hostName, String portName) {
        InstanceKey given = literalKey(request, hostName, portName);
        if (!given.isValid() || view().clusterOf(given).isPresent()) {
            return CompletableFuture.completedFuture(given);
        }
        return ports.hostNames().resolve(given.host()).handle((host, failure) -> {
            if (failure != null) {
                throw new BadRequest("Cannot resolve " + given.host() + ": " + Failures.sentence(failure));
            }
            return Hints.instance(view(), new InstanceKey(host, given.port()));
        });
    }

    /** The server as written; brackets around an IPv6 address are punctuation. */
    InstanceKey literalKey(ApiRequest request, String hostName, String portName) {
        String host = withoutBrackets(request.path(hostName).strip());
        String port = request.path(portName).strip();
        Optional<Long> number = request.asInteger(port).filter(n -> n >= 0 && n <= 65_535);
        if (number.isEmpty()) {
            throw new BadRequest("Invalid port: '" + port + "' is not a number between 0 and 65535");
        }
        if (host.isEmpty()) {
            throw new BadRequest("Empty host: expected host/port");
        }
        return new InstanceKey(host, number.get().intValue());
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** The cluster a hint stands for: of {@code :clusterHint}, {@code :clusterName} or {@code :host}/{@code :port}. */
    ClusterView cluster(ApiRequest request) {
        String hint = hint(request);
        return Hints.cluster(view(), hint, settings.defaultPort())
                .orElseThrow(() ->
                        new BadRequest("Unable to determine cluster name: no cluster, alias or known server is called '"
                                + hint + "'"));
    }

    Optional<ClusterView> find(String hint) {
        return Hints.cluster(view(), hint, settings.defaultPort());
    }

    /** What the request gives as a hint, as text. */
    String hint(ApiRequest request) {
        for (String name : new String[] {"clusterHint", "clusterName"}) {
            if (request.has(name)) {
                return request.path(name).strip();
            }
        }
        return literalKey(request, "host", "port").toString();
    }

    /** The cluster of exactly that alias. */
    ClusterView clusterByAlias(ApiRequest request) {
        String alias = request.path("clusterAlias").strip();
        return view().clusterByAlias(alias)
                .orElseThrow(() ->
                        new BadRequest("Unable to determine cluster name: no cluster has the alias '" + alias + "'"));
    }
}
