package io.quorate.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quorate.model.InstanceKey;
import io.quorate.sandbox.Sandbox;
import io.quorate.sandbox.SandboxTopology;
import io.quorate.sandbox.ServerDistribution;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A primary and three replicas on this machine, and three nodes on SQLite, each a process of its own, that are given one
 * of the replicas as their only hint.
 */
public final class Demo {

    private static final int NODES = 3;
    private static final int REPLICAS = 3;

    private final Console console;
    private final DemoGroup group = new DemoGroup();

    public Demo(PrintWriter out) {
        this.console = new Console(out);
    }

    /**
     * What is killed while it runs.
     *
     * @param primary the MySQL primary; then the recovery is told and proved, and the demonstration ends
     * @param leader with it, the node that leads
     */
    public record Victims(boolean primary, boolean leader) {}

    /**
     * Runs it; without victims, until it is interrupted.
     *
     * @param folder for the nodes' files; its caller deletes it
     * @param port where the first node listens; 0 for the usual one if it is free
     * @throws DemoFailed when what was promised did not happen
     */
    public void run(Path folder, int port, Victims victims) throws IOException, InterruptedException {
        try (Sandbox sandbox = Sandbox.open(console::say)) {
            ServerDistribution distribution = sandbox.firstAvailable(ServerDistribution.preferred());
            console.say("Starting a primary and " + REPLICAS + " replicas of " + distribution + " …");
            try (SandboxTopology servers =
                    sandbox.topology(distribution).replicas(REPLICAS).start()) {
                InstanceKey seed = servers.replicas().get(0).key();
                console.say("Starting " + NODES + " nodes …");
                try (DemoGroup nodes = group) {
                    nodes.start(DemoConfiguration.write(folder, NODES, seed, port));
                    watch(servers, seed, victims);
                }
            }
        }
    }

    /**
     * Ends the nodes, says nothing from now on, and returns when they have ended; for another thread than that of {@link
     * #run}. The servers end by themselves when the process does.
     */
    public void end() {
        console.mute();
        group.close();
    }

    private void watch(SandboxTopology servers, InstanceKey seed, Victims victims) throws InterruptedException {
        DemoNode leader = group.awaitLeader();
        for (DemoNode node : group.nodes()) {
            console.say("  " + node.name() + ": " + node.page() + " (process " + node.pid() + ")"
                    + (node == leader ? ", leads" : ""));
        }
        console.say("They were told of one server only: " + seed);
        JsonNode found = DemoGroup.await("the topology was not discovered", () -> healthy(group.fleet()));
        console.say("They found the others by themselves:\n");
        console.say(DemoTree.of(found));
        if (victims.primary() || victims.leader()) {
            new DemoFailover(console, group, servers).run(victims);
            return;
        }
        console.say("Kill the primary to see it repaired:  kill -9 "
                + servers.primary().pid());
        console.say("Kill the leading node, too, if you like:  kill -9 " + leader.pid());
        console.say("Ctrl-C ends everything and leaves nothing behind.");
        DemoStory story = new DemoStory(console, Instant.now());
        DemoGroup.forever(() -> group.fleet().ifPresent(story::tell));
    }

    /** The cluster once it is complete and every replica of it replicates. */
    private static Optional<JsonNode> healthy(Optional<JsonNode> fleet) {
        return fleet.stream()
                .flatMap(all -> StreamSupport.stream(all.path("clusters").spliterator(), false))
                .filter(cluster -> cluster.path("members").size() == REPLICAS + 1)
                .filter(cluster -> DemoTree.replicating(cluster) == REPLICAS)
                .findFirst();
    }
}
