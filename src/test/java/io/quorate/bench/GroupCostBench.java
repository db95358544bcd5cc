package io.quorate.bench;

import io.quorate.cluster.ClusterNode;
import io.quorate.cluster.LoopbackNetwork;
import io.quorate.cluster.NamespaceNetwork;
import io.quorate.cluster.Network;
import io.quorate.cluster.NodeGroup;
import io.quorate.cluster.NodeOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a group costs: memory of nodes that hold many keys, traffic between nodes that have nothing to do.
 *
 * <p>Arguments: keys (100000), seconds of idleness (30).
 */
public final class GroupCostBench {

    private static final int AT_ONCE = 200;
    private static final String VALUE = "v".repeat(256);
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private GroupCostBench() {}

    public static void main(String[] args) throws IOException {
        int keys = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 30;
        Report.begin("Cost of a group of 3 nodes");
        memory(keys, KeyValueBench.options());
        traffic(seconds, KeyValueBench.options());
        Report.line("load average after: %s", Machine.load());
    }

    private static void memory(int keys, NodeOptions options) throws IOException {
        try (Network network = new LoopbackNetwork(3);
                NodeGroup group = NodeGroup.of(network, options).start()) {
            Waiting.pause(SETTLED);
            group.nodes()
                    .forEach(node -> Report.line("node %d, empty: %.0f MB resident", node.number(), resident(node)));
            ClusterNode leader = group.leader();
            try (HraftdConnection connection = new HraftdConnection(leader.http())) {
                for (int first = 0; first < keys; first += AT_ONCE) {
                    connection.putAll(IntStream.range(first, Math.min(keys, first + AT_ONCE))
                            .mapToObj(i -> "\"key-" + i + "\":\"" + VALUE + "\"")
                            .collect(Collectors.joining(",", "{", "}")));
                }
            }
            Waiting.pause(SETTLED);
            for (ClusterNode node : group.nodes()) {
                Report.line(
                        "node %d, %d keys of 256 bytes%s: %.0f MB resident",
                        node.number(), keys, node.equals(leader) ? " (leader)" : "", resident(node));
            }
        }
    }

    private static double resident(ClusterNode node) {
        return Machine.kilobytes("/proc/" + node.process().pid() + "/status", "VmRSS") / 1024.0;
    }

    private static void traffic(int seconds, NodeOptions options) {
        Optional<String> obstacle = NamespaceNetwork.unavailable();
        if (obstacle.isPresent()) {
            Report.line("idle traffic not measured: %s", obstacle.get());
            return;
        }
        try (NamespaceNetwork network = NamespaceNetwork.open(3);
                NodeGroup group = NodeGroup.of(network, options).start()) {
            Waiting.pause(SETTLED);
            ClusterNode leader = group.leader();
            long[] before = bytes(network);
            long began = System.nanoTime();
            Waiting.pause(Duration.ofSeconds(seconds));
            long[] after = bytes(network);
            double length = (System.nanoTime() - began) / 1e9;
            for (int i = 0; i < before.length; i++) {
                Report.line(
                        "node %d%s, idle: %.0f bytes/s in and out, Ethernet headers and acknowledgements included",
                        i, i == leader.number() ? " (leader)" : "", (after[i] - before[i]) / length);
            }
        }
    }

    private static long[] bytes(NamespaceNetwork network) {
        return IntStream.range(0, network.places().size())
                .mapToLong(network::innerBytes)
                .toArray();
    }
}
