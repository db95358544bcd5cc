package io.quorate.bench;

import io.quorate.bench.KeyValueLoad.Kind;
import io.quorate.bench.KeyValueLoad.Opening;
import io.quorate.bench.KeyValueLoad.Outcome;
import io.quorate.cluster.LoopbackNetwork;
import io.quorate.cluster.Network;
import io.quorate.cluster.NodeGroup;
import io.quorate.cluster.NodeOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;

/**
 * The key-value store against etcd: three nodes each on loopback, both sync every write, one after the other on the same
 * disk, several rounds in turn. Each client asks the leading node over a connection of its own, one request at a time:
 * etcd by its own protocol (gRPC over HTTP/2), Quorate over HTTP/1.1 with JSON; both by a client of our own that does
 * next to nothing.
 *
 * <p>Arguments: seconds for each figure (8), rounds (3), clients (64).
 */
public final class KeyValueBench {

    private static final int WARM_UPS = 3;

    /** A figure: what is asked for, by how many. */
    private record Figure(Kind kind, int clients) {
        @Override
        public String toString() {
            return (kind == Kind.WRITE ? "writes" : "linearizable reads") + ", " + clients
                    + (clients == 1 ? " client" : " clients");
        }
    }

    private record Measured(double perSecond, double p50, double p99) {}

    private final Duration length;
    private final List<Figure> figures;
    private final Map<Figure, List<Measured>> etcd = new LinkedHashMap<>();
    private final Map<Figure, List<Measured>> quorate = new LinkedHashMap<>();

    private KeyValueBench(Duration length, int clients) {
        this.length = length;
        this.figures = List.of(
                new Figure(Kind.WRITE, clients),
                new Figure(Kind.READ, clients),
                new Figure(Kind.WRITE, 1),
                new Figure(Kind.READ, 1));
    }

    public static void main(String[] args)
            throws IOException, TimeoutException, ExecutionException, InterruptedException {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 8;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        int clients = args.length > 2 ? Integer.parseInt(args[2]) : 64;
        Report.begin("Key-value store, 256-byte values, 3 nodes on loopback, every write synced");
        new KeyValueBench(Duration.ofSeconds(seconds), clients).run(rounds);
        Report.line("load average after: %s", Machine.load());
    }

    private void run(int rounds) throws IOException, TimeoutException, ExecutionException, InterruptedException {
        if (EtcdGroup.isInstalled()) {
            Report.line("compared with %s", EtcdGroup.version());
        } else {
            Report.line("etcd is not installed (Debian: etcd-server): nothing to compare with");
        }
        for (int round = 1; round <= rounds; round++) {
            Report.line("round %d", round);
            if (EtcdGroup.isInstalled()) {
                try (EtcdGroup group = EtcdGroup.start()) {
                    int leader = group.leaderPort();
                    measure("etcd", etcd, () -> group.connect(leader));
                }
            }
            try (Network network = new LoopbackNetwork(3);
                    NodeGroup group = NodeGroup.of(network, options()).start()) {
                InetSocketAddress leader = group.leader().http();
                measure("quorate", quorate, () -> new HraftdConnection(leader));
            }
        }
        figures.forEach(this::compare);
    }

    /** The script lays out its classes when it runs for the first time: once, and before three of it start. */
    static NodeOptions options() throws IOException {
        return NodeOptions.script(
                Path.of(System.getProperty("quorate.home", ".")).toAbsolutePath());
    }

    private void measure(String name, Map<Figure, List<Measured>> results, Opening opening)
            throws IOException, ExecutionException, InterruptedException {
        KeyValueLoad.fill(figures.get(0).clients, opening);
        for (int i = 0; i < WARM_UPS; i++) {
            for (Figure figure : figures) {
                KeyValueLoad.run(figure.kind, figure.clients, length.dividedBy(2), opening);
            }
        }
        for (Figure figure : figures) {
            Outcome outcome = KeyValueLoad.run(figure.kind, figure.clients, length, opening);
            Measured measured =
                    new Measured(outcome.perSecond(), outcome.percentileMillis(0.5), outcome.percentileMillis(0.99));
            Report.line(
                    "%-8s %-32s %7.0f/s   p50 %6.2f ms   p99 %6.2f ms",
                    name, figure, measured.perSecond, measured.p50, measured.p99);
            results.computeIfAbsent(figure, k -> new ArrayList<>()).add(measured);
        }
    }

    private void compare(Figure figure) {
        if (etcd.isEmpty()) {
            return;
        }
        Report.line(
                "%-32s quorate %.0f/s, etcd %.0f/s, ratio %.2f;  p50 %.2f and %.2f ms, ratio %.2f;"
                        + "  p99 %.2f and %.2f ms, ratio %.2f",
                figure,
                median(quorate, figure, Measured::perSecond),
                median(etcd, figure, Measured::perSecond),
                ratio(figure, Measured::perSecond),
                median(quorate, figure, Measured::p50),
                median(etcd, figure, Measured::p50),
                ratio(figure, Measured::p50),
                median(quorate, figure, Measured::p99),
                median(etcd, figure, Measured::p99),
                ratio(figure, Measured::p99));
    }

    private double ratio(Figure figure, ToDoubleFunction<Measured> part) {
        return median(quorate, figure, part) / median(etcd, figure, part);
    }

    private static double median(Map<Figure, List<Measured>> results, Figure figure, ToDoubleFunction<Measured> part) {
        return new Series(results.getOrDefault(figure, List.of()).stream()
                        .mapToDouble(part)
                        .toArray())
                .median();
    }
}
