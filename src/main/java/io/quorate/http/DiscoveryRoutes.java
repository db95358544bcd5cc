package io.quorate.http;

import io.quorate.api.Json;
import io.quorate.api.KeyJson;
import io.quorate.model.Annotations;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.Observation;
import io.quorate.model.ProbeFailure;
import io.quorate.model.Topology;
import io.quorate.readmodel.ClusterView;
import io.quorate.statemachine.FleetChange;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Making servers known, looking at them again, forgetting them. */
final class DiscoveryRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(DiscoveryRoutes.class);

    private final Ports ports;
    private final Lookup lookup;
    private final Rendering rendering;
    private final Proposals proposals;
    private final Settings settings;

    DiscoveryRoutes(Ports ports, Lookup lookup, Rendering rendering, Proposals proposals, Settings settings) {
        this.ports = ports;
        this.lookup = lookup;
        this.rendering = rendering;
        this.proposals = proposals;
        this.settings = settings;
    }

    void addTo(EndpointTable table) {
        table.change("discover/:host/:port", this::discover);
        table.change("async-discover/:host/:port", this::discoverLater);
        table.change("refresh/:host/:port", this::refresh);
        table.change("forget/:host/:port", this::forget);
        table.change("forget-cluster/:clusterHint", this::forgetCluster);
    }

    private CompletionStage<Answer> discover(ApiRequest request) {
        return lookup.key(request).thenCompose(key -> probed(key).thenCompose(seen -> watch(request, seen)));
    }

    /** Probes it; a server that did not answer, or that must not be watched, is a bad request. */
    private CompletionStage<Observation> probed(InstanceKey key) {
        requireValid(key);
        requireNotIgnored(key);
        return ports.discovery().probe(key).handle((seen, thrown) -> {
            if (thrown != null) {
                throw new BadRequest("Cannot read " + key + ": " + Failures.sentence(thrown));
            }
            seen.failure().map(ProbeFailure::message).ifPresent(why -> {
                throw new BadRequest("Cannot read " + key + ": " + why);
            });
            requireNotIgnored(seen.key());
            return seen;
        });
    }

    private void requireNotIgnored(InstanceKey key) {
        if (ports.discovery().isIgnored(key)) {
            throw new BadRequest(
                    "Discovery of " + key + " is skipped: an ignore filter of the configuration matches it");
        }
    }

    private CompletionStage<Answer> watch(ApiRequest request, Observation observation) {
        InstanceKey key = observation.key();
        return proposals.propose(
                request,
                new FleetChange.Discover(new TreeSet<>(List.of(key))),
                id -> Answer.ok("Instance discovered: " + key, body(observation)));
    }

    /** As just seen, in its cluster if that is known by now, else alone. */
    private Json.Body body(Observation observation) {
        InstanceKey key = observation.key();
        return lookup.view()
                .clusterOf(key)
                .flatMap(cluster -> cluster.member(key)
                        .filter(member -> member.instance().isPresent())
                        .map(member -> rendering.instanceBody(cluster, member)))
                .orElseGet(() -> alone(observation));
    }

    private Json.Body alone(Observation observation) {
        String name = observation.above().orElse(observation.key()).toString();
        Topology topology = Topology.of(name, List.of(observation), key -> Annotations.NONE);
        Member member = topology.member(observation.key()).orElseThrow();
        return rendering.instanceBody(topology, member);
    }

    private CompletionStage<Answer> discoverLater(ApiRequest request) {
        return lookup.key(request).thenApply(key -> {
            requireValid(key);
            probed(key).thenCompose(seen -> watch(request, seen)).whenComplete((done, failure) -> {
                if (failure != null) {
                    LOG.info("discovery in the background failed [instance={}] {}", key, failure.getMessage());
                }
            });
            return Answer.ok("Asynchronous discovery initiated for Instance: " + key, Json.nothing());
        });
    }

    private CompletionStage<Answer> refresh(ApiRequest request) {
        return lookup.key(request)
                .thenCompose(this::probed)
                .thenApply(seen -> Answer.ok("Instance refreshed: " + seen.key(), KeyJson.of(seen.key())));
    }

    private CompletionStage<Answer> forget(ApiRequest request) {
        InstanceKey key = lookup.literalKey(request, "host", "port");
        boolean known = lookup.view().clusterOf(key).isPresent()
                || ports.log().state().fleet().known().contains(key);
        if (!known) {
            throw new BadRequest("Cannot forget " + key + ": it is not known");
        }
        return proposals.propose(
                request,
                new FleetChange.Forget(List.of(key), lookup.now().plus(settings.forgetFor())),
                id -> Answer.ok("Instance forgotten: " + key, KeyJson.of(key)));
    }

    private CompletionStage<Answer> forgetCluster(ApiRequest request) {
        ClusterView cluster = lookup.cluster(request);
        List<InstanceKey> keys =
                cluster.topology().members().stream().map(Member::key).toList();
        return proposals.propose(
                request,
                new FleetChange.Forget(keys, lookup.now().plus(settings.forgetFor())),
                id -> Answer.ok("Cluster forgotten: " + cluster.name(), Json.nothing()));
    }

    private static void requireValid(InstanceKey key) {
        if (!key.isValid()) {
            throw new BadRequest("Invalid instance: " + key + "; expected a host name and a port above 0");
        }
    }
}
