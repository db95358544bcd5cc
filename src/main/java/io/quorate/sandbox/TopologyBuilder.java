package io.quorate.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Describes a topology, then starts its servers side by side and connects them. */
public final class TopologyBuilder {

    /** Starting a server is work for a processor; more at once would only take turns. */
    private static final int STARTED_AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final Sandbox sandbox;
    private final List<ReplicaSpec> replicas = new ArrayList<>();
    private ServerSpec common;
    private UnaryOperator<ServerSpec> primary = spec -> spec;

    TopologyBuilder(Sandbox sandbox, ServerSpec common) {
        this.sandbox = sandbox;
        this.common = common;
    }

    /** Options that all servers have. */
    public TopologyBuilder with(String... options) {
        common = common.with(options);
        return this;
    }

    /** All servers are reached through a {@link StallableLink} each. */
    public TopologyBuilder behindLinks() {
        common = common.behindLink();
        return this;
    }

    /** What is special about the primary. */
    public TopologyBuilder primary(UnaryOperator<ServerSpec> change) {
        primary = change;
        return this;
    }

    /** Plain replicas directly below the primary, named replica1, replica2 and so on. */
    public TopologyBuilder replicas(int count) {
        for (int i = 1; i <= count; i++) {
            replica(ReplicaSpec.named("replica" + (replicas.size() + 1)));
        }
        return this;
    }

    public TopologyBuilder replica(ReplicaSpec replica) {
        replicas.add(replica);
        return this;
    }

    /** Starts all and returns when each replica replicates and has what its source has. */
    public SandboxTopology start() {
        Map<String, ServerSpec> specs = new LinkedHashMap<>();
        specs.put(SandboxTopology.PRIMARY, primary.apply(common));
        for (ReplicaSpec replica : replicas) {
            if (!specs.containsKey(replica.source()) || specs.containsKey(replica.name())) {
                throw new SandboxException("Replica " + replica.name() + " has a name twice used, or its source "
                        + replica.source() + " is not described before it");
            }
            specs.put(replica.name(), readOnly(replica.server().apply(common)));
        }
        SandboxTopology topology = new SandboxTopology(startAll(specs));
        try {
            topology.connect(replicas);
            return topology;
        } catch (SandboxException e) {
            topology.close();
            throw e;
        }
    }

    /** Before the replica's own options, so that a test can have a writable one. */
    private static ServerSpec readOnly(ServerSpec spec) {
        List<String> options = new ArrayList<>(List.of("read-only=ON", "loose-super-read-only=ON"));
        options.addAll(spec.options());
        return new ServerSpec(spec.distribution(), options, spec.isBehindLink());
    }

    private Map<String, SandboxServer> startAll(Map<String, ServerSpec> specs) {
        ExecutorService starters = Executors.newFixedThreadPool(STARTED_AT_ONCE);
        try {
            Map<String, CompletableFuture<SandboxServer>> starting = new LinkedHashMap<>();
            specs.forEach((name, spec) ->
                    starting.put(name, CompletableFuture.supplyAsync(() -> sandbox.start(spec), starters)));
            Map<String, SandboxServer> servers = new LinkedHashMap<>();
            starting.forEach((name, server) -> servers.put(name, server.join()));
            return servers;
        } catch (CompletionException e) {
            throw e.getCause() instanceof SandboxException known ? known : new SandboxException("Cannot start", e);
        } finally {
            starters.shutdown();
        }
    }
}
