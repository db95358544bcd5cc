package io.quorate.app.demo;

import io.quorate.app.Node;
import io.quorate.config.Configuration;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.readmodel.ClusterView;
import io.quorate.readmodel.FleetEvent;
import io.quorate.readmodel.ReadModel;
import io.quorate.sandbox.Sandbox;
import io.quorate.sandbox.SandboxTopology;
import io.quorate.sandbox.ServerDistribution;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A primary and three replicas on this machine, and a node on SQLite that is given one of them as its only hint. */
public final class Demo {

    private static final int REPLICAS = 3;
    private static final Duration DISCOVERY_LIMIT = Duration.ofSeconds(30);

    private final Console console;
    private final Runnable hush;
    private Optional<Node> running = Optional.empty();
    private boolean isEnding;

    /** The second silences the log: run when the end begins, for what breaks then does so on purpose. */
    public Demo(PrintWriter out, Runnable hush) {
        this.console = new Console(out);
        this.hush = hush;
    }

    /**
     * Runs it.
     *
     * @param folder for the node's files; its caller deletes it
     * @param port where the node listens; 0 for the usual one if it is free
     * @param failover whether to kill the primary, prove the recovery and end; else runs until interrupted
     * @throws DemoFailed when what was promised did not happen
     */
    public void run(Path folder, int port, boolean failover) throws IOException, InterruptedException {
        try (Sandbox sandbox = Sandbox.open(console::say)) {
            ServerDistribution distribution = sandbox.firstAvailable(ServerDistribution.preferred());
            console.say("Starting a primary and " + REPLICAS + " replicas of " + distribution + " …");
            try (SandboxTopology servers =
                    sandbox.topology(distribution).replicas(REPLICAS).start()) {
                InstanceKey seed = servers.replicas().get(0).key();
                try (Node node = start(DemoConfiguration.write(folder, seed, port))) {
                    watch(node, servers, seed, failover);
                    hush.run();
                }
            }
        }
    }

    /**
     * Ends the node, says nothing from now on, and returns when the node has ended; for another thread than that of
     * {@link #run}. The servers end by themselves when the process does.
     */
    public void end() {
        hush.run();
        console.mute();
        ending().ifPresent(Node::close);
    }

    private synchronized Optional<Node> ending() {
        isEnding = true;
        return running;
    }

    /** Apart from ending: after it nothing may be started. */
    private synchronized Node start(Configuration configuration) {
        if (isEnding) {
            throw new DemoFailed("it was ended before its node began");
        }
        Node node = Node.start(configuration);
        running = Optional.of(node);
        return node;
    }

    private void watch(Node node, SandboxTopology servers, InstanceKey seed, boolean failover)
            throws InterruptedException {
        int bound = node.awaitAddress().getPort();
        console.say("The node listens. Open http://127.0.0.1:" + bound + "/");
        console.say("It was told of one server only: " + seed);
        ClusterView found = awaitDiscovery(node.readModel());
        console.say("It found the others by itself:\n");
        console.say(found.topology().toString());
        if (failover) {
            new DemoFailover(console, node.readModel(), servers).run();
        } else {
            console.say("Kill the primary to see it repaired:  kill -9 "
                    + servers.primary().pid());
            console.say("Ctrl-C ends everything and leaves nothing behind.");
            node.readModel().subscribe(this::tell);
            new CountDownLatch(1).await();
        }
    }

    private void tell(FleetEvent event) {
        if (event instanceof FleetEvent.FailureDetected detected) {
            console.say("Detected: " + detected.detection().failure().description());
        } else if (event instanceof FleetEvent.RecoveryAdvanced advanced) {
            console.at(
                    Duration.between(
                                    advanced.recovery().startedAt(),
                                    advanced.step().at())
                            .toMillis(),
                    advanced.step().message());
        }
    }

    private static ClusterView awaitDiscovery(ReadModel readModel) throws InterruptedException {
        CountDownLatch complete = new CountDownLatch(1);
        try (ReadModel.Subscription ignored = readModel.subscribe(event -> {
            if (healthyCluster(readModel).isPresent()) {
                complete.countDown();
            }
        })) {
            if (healthyCluster(readModel).isEmpty()
                    && !complete.await(DISCOVERY_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DemoFailed("the topology was not discovered within " + DISCOVERY_LIMIT.toSeconds() + " s:\n"
                        + readModel.view().clusters());
            }
        }
        return healthyCluster(readModel).orElseThrow();
    }

    /** The cluster once it is complete and every replica of it replicates. */
    static Optional<ClusterView> healthyCluster(ReadModel readModel) {
        return readModel.view().clusters().stream()
                .filter(cluster -> cluster.size() == REPLICAS + 1)
                .filter(cluster -> cluster.topology().members().stream().allMatch(Member::isLastCheckValid))
                .filter(cluster -> cluster.topology().members().stream()
                                .filter(Member::isReplicating)
                                .count()
                        == REPLICAS)
                .findFirst();
    }
}
