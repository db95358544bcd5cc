package io.quorate.bench;

import io.quorate.app.LocalNode;
import io.quorate.app.WriteLoad;
import io.quorate.model.Member;
import io.quorate.readmodel.FleetEvent;
import io.quorate.readmodel.ReadModel;
import io.quorate.sandbox.Sandbox;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.SandboxTopology;
import io.quorate.sandbox.ServerDistribution;
import io.quorate.sandbox.StallableLink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A healthy topology under load, and a bad network between it and us: each server's link to Quorate stalls for two
 * seconds at random moments, now and then all at once. Replication is not disturbed, so nothing may be recovered. Ends
 * with exit code 1 if something was.
 *
 * <p>Arguments: minutes (10), seed of the random moments (printed).
 */
public final class DisturbedBench {

    private static final int REPLICAS = 3;
    private static final Duration STALL = Duration.ofSeconds(2);
    private static final Duration SAMPLING = Duration.ofMillis(50);
    private static final int MEAN_MILLIS_BETWEEN_STALLS = 6_000;

    /** One stall in so many hits all servers. */
    private static final int COMMON_STALL = 8;

    private final Random random;
    private final AtomicInteger stalls = new AtomicInteger();
    private final AtomicInteger recoveries = new AtomicInteger();
    private final Map<String, Integer> detections = new TreeMap<>();
    private volatile boolean isOver;

    private DisturbedBench(long seed) {
        this.random = new Random(seed);
    }

    public static void main(String[] args) throws TimeoutException {
        double minutes = args.length > 0 ? Double.parseDouble(args[0]) : 10;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
        Report.begin("Disturbed probes of a healthy topology, 1+" + REPLICAS + ", default settings");
        Report.line("%.1f minutes, stalls of %d ms, seed %d", minutes, STALL.toMillis(), seed);
        int recovered = new DisturbedBench(seed).run(Duration.ofMillis((long) (minutes * 60_000)));
        System.exit(recovered == 0 ? 0 : 1);
    }

    private int run(Duration length) throws TimeoutException {
        try (Sandbox sandbox = Sandbox.open(message -> {});
                SandboxTopology servers = sandbox.topology(ServerDistribution.MYSQL_8_0)
                        .behindLinks()
                        .replicas(REPLICAS)
                        .start();
                WriteLoad load = WriteLoad.on(servers.primary());
                LocalNode node = LocalNode.watching(List.of(servers.primary().key()))) {
            Waiting.untilDiscovered(node.readModel(), REPLICAS);
            long failingMillis;
            try (ReadModel.Subscription ignored = node.readModel().subscribe(this::count)) {
                servers.servers().forEach(server -> startDisturbing(servers, server));
                failingMillis = watchPrimary(node.readModel(), servers.primary(), length);
            }
            isOver = true;
            report(node.readModel(), load, servers.primary(), failingMillis);
            return recoveries.get();
        }
    }

    private void startDisturbing(SandboxTopology servers, SandboxServer server) {
        Thread thread = new Thread(() -> disturb(servers, server), "disturber-" + server.port());
        thread.setDaemon(true);
        thread.start();
    }

    private void disturb(SandboxTopology servers, SandboxServer server) {
        while (!isOver) {
            Waiting.pause(Duration.ofMillis((long) (-Math.log(1 - nextDouble()) * MEAN_MILLIS_BETWEEN_STALLS)));
            boolean isCommon = nextDouble() * COMMON_STALL < 1;
            List<SandboxServer> hit = isCommon ? servers.servers() : List.of(server);
            // Replicas use their own account, so that this holds up nobody but us.
            hit.forEach(one -> link(one).stallAllBut("repl"));
            stalls.incrementAndGet();
            Waiting.pause(STALL);
            hit.forEach(one -> link(one).resume());
        }
    }

    private static StallableLink link(SandboxServer server) {
        return server.link().orElseThrow();
    }

    private synchronized double nextDouble() {
        return random.nextDouble();
    }

    private synchronized void count(FleetEvent event) {
        if (event instanceof FleetEvent.FailureDetected detected) {
            detections.merge(detected.detection().failure().analysis(), 1, Integer::sum);
        } else if (event instanceof FleetEvent.RecoveryStarted) {
            recoveries.incrementAndGet();
        }
    }

    /** For how many milliseconds the node thought that it had lost the primary. */
    private static long watchPrimary(ReadModel readModel, SandboxServer primary, Duration length) {
        long failing = 0;
        for (long end = System.nanoTime() + length.toNanos(); System.nanoTime() < end; ) {
            boolean isWell = readModel
                    .view()
                    .member(primary.key())
                    .map(Member::isLastCheckValid)
                    .orElse(false);
            failing += isWell ? 0 : SAMPLING.toMillis();
            Waiting.pause(SAMPLING);
        }
        return failing;
    }

    private synchronized void report(ReadModel readModel, WriteLoad load, SandboxServer primary, long failingMillis) {
        Report.line("stalls: %d", stalls.get());
        Report.line("time in which the primary looked dead to us: %.0f s", failingMillis / 1000.0);
        Report.line("rows written meanwhile: %d", load.acknowledged());
        Report.line("detections registered (each at most once an hour): %s", detections);
        Report.line("recoveries: %d (must be 0)", recoveries.get());
        Report.line(
                "the primary is still %s: %s",
                primary.key(),
                readModel.view().clusters().stream()
                        .map(cluster -> cluster.name())
                        .toList());
        Report.line("load average after: %s", Machine.load());
    }
}
