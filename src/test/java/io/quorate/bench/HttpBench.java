package io.quorate.bench;

import io.quorate.model.InstanceKey;
import io.quorate.sandbox.Sandbox;
import io.quorate.sandbox.SandboxTopology;
import io.quorate.sandbox.ServerDistribution;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

/**
 * Requests per second of the calls that dashboards and scripts make most, over 16 connections kept open, one request at
 * a time on each. The node is {@code bin/quorate server} in its own process watching 1+3 servers; the load comes from
 * this process ({@link KeepAliveClient}), which shares the machine with it.
 *
 * <p>Arguments: seconds for each path (10), number of connections (16).
 */
public final class HttpBench {

    private static final int REPLICAS = 3;
    private static final int WARM_UPS = 3;

    private HttpBench() {}

    /** Durations of all requests in nanoseconds, sorted, how long it took together, and the length of an answer. */
    private static final class Load {

        private final long[] nanos;
        private final double seconds;
        private final int bytes;

        Load(long[] nanos, double seconds, int bytes) {
            this.nanos = nanos;
            this.seconds = seconds;
            this.bytes = bytes;
        }

        double perSecond() {
            return nanos.length / seconds;
        }

        double percentileMillis(double share) {
            return nanos[(int) Math.min(nanos.length - 1, Math.round(nanos.length * share))] / 1e6;
        }
    }

    public static void main(String[] args)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        int connections = args.length > 1 ? Integer.parseInt(args[1]) : 16;
        Report.begin("HTTP, " + connections + " connections, load generator on the same machine");
        try (Sandbox sandbox = Sandbox.open(message -> {});
                SandboxTopology servers = sandbox.topology(ServerDistribution.MYSQL_8_0)
                        .replicas(REPLICAS)
                        .start();
                NodeProcess node = NodeProcess.start(List.of(servers.primary().key()))) {
            InstanceKey primary = servers.primary().key();
            List<String> paths = List.of(
                    "/api/clusters-info",
                    "/api/cluster/" + primary.host() + ":" + primary.port(),
                    "/api/instance/" + primary.host() + "/" + primary.port());
            awaitDiscovery(node, servers);
            for (int i = 0; i < WARM_UPS; i++) {
                for (String path : paths) {
                    run(
                            node.port(),
                            path,
                            connections,
                            Duration.ofSeconds(seconds).dividedBy(2));
                }
            }
            for (String path : paths) {
                Duration before = node.cpu();
                Load load = run(node.port(), path, connections, Duration.ofSeconds(seconds));
                Report.line(
                        "%-32s %8.0f/s   p50 %.2f ms   p99 %.2f ms   %d bytes   node's CPU %.3f ms each",
                        path,
                        load.perSecond(),
                        load.percentileMillis(0.5),
                        load.percentileMillis(0.99),
                        load.bytes,
                        node.cpu().minus(before).toNanos() / 1e6 / load.nanos.length);
            }
            Report.line("load average after: %s", Machine.load());
        }
    }

    private static void awaitDiscovery(NodeProcess node, SandboxTopology servers) throws TimeoutException {
        InstanceKey last = servers.replicas().get(REPLICAS - 1).key();
        Waiting.until("the last replica is known to the node", () -> {
            try (KeepAliveClient client =
                    new KeepAliveClient(node.port(), "/api/instance/" + last.host() + "/" + last.port())) {
                return client.ask() > 0;
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    private static Load run(int port, String path, int connections, Duration length)
            throws InterruptedException, ExecutionException {
        ExecutorService clients = Executors.newFixedThreadPool(connections);
        try {
            long began = System.nanoTime();
            long end = began + length.toNanos();
            List<Future<Load>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(clients.submit(() -> ask(port, path, end)));
            }
            List<long[]> parts = new ArrayList<>();
            int bytes = 0;
            for (Future<Load> part : running) {
                parts.add(part.get().nanos);
                bytes = part.get().bytes;
            }
            long[] all = parts.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return new Load(all, (System.nanoTime() - began) / 1e9, bytes);
        } finally {
            clients.shutdownNow();
        }
    }

    private static Load ask(int port, String path, long end) throws IOException {
        long[] nanos = new long[1 << 16];
        int count = 0;
        int bytes = 0;
        try (KeepAliveClient client = new KeepAliveClient(port, path)) {
            for (long before = System.nanoTime(); before < end; ) {
                bytes = client.ask();
                long after = System.nanoTime();
                if (count == nanos.length) {
                    nanos = Arrays.copyOf(nanos, count * 2);
                }
                nanos[count++] = after - before;
                before = after;
            }
        }
        return new Load(Arrays.copyOf(nanos, count), 0, bytes);
    }
}
