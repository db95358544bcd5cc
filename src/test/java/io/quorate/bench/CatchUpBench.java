package io.quorate.bench;

import io.quorate.bench.KeyValueLoad.Kind;
import io.quorate.cluster.ClusterNode;
import io.quorate.cluster.LoopbackNetwork;
import io.quorate.cluster.Network;
import io.quorate.cluster.NodeGroup;
import io.quorate.cluster.Statistics;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * How long a node takes that was stopped while so many entries were written, from the start of its process until it has
 * applied all of them.
 *
 * <p>Arguments: entries (100000).
 */
public final class CatchUpBench {

    private static final int CLIENTS = 64;

    private CatchUpBench() {}

    public static void main(String[] args)
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        int entries = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        Report.begin("A node that returns " + entries + " entries late, 3 nodes on loopback");
        try (Network network = new LoopbackNetwork(3);
                NodeGroup group = NodeGroup.of(network, KeyValueBench.options()).start()) {
            ClusterNode leader = group.leader();
            ClusterNode late = group.aFollower();
            late.terminate();
            long before = number(leader, "commit_index");
            while (number(leader, "commit_index") < before + entries) {
                KeyValueLoad.run(Kind.WRITE, CLIENTS, Duration.ofSeconds(2), () -> new HraftdConnection(leader.http()));
            }
            long target = number(leader, "commit_index");
            Report.line("entries written meanwhile: %d", target - before);
            long began = System.nanoTime();
            late.start();
            Waiting.until("it answers", () -> late.get("/api/raft-state").isPresent());
            double answers = (System.nanoTime() - began) / 1e6;
            Waiting.until("it caught up", () -> number(late, "applied_index") >= target);
            Report.line("first answer over HTTP after: %.0f ms", answers);
            Report.line("all applied after: %.0f ms", (System.nanoTime() - began) / 1e6);
            Report.line("its snapshot is at entry %s", Statistics.stat(late, "last_snapshot_index"));
        }
        Report.line("load average after: %s", Machine.load());
    }

    /** -1 while the node does not tell. */
    private static long number(ClusterNode node, String name) {
        String value = Statistics.stat(node, name);
        return value.matches("\\d+") ? Long.parseLong(value) : -1;
    }
}
