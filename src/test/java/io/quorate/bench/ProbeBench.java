package io.quorate.bench;

import com.sun.management.OperatingSystemMXBean;
import io.quorate.app.LocalNode;
import io.quorate.model.InstanceKey;
import io.quorate.model.Secret;
import io.quorate.mysql.JdbcServerGateways;
import io.quorate.mysql.ServerException;
import io.quorate.mysql.ServerGateway;
import io.quorate.mysql.Settings;
import io.quorate.sandbox.Sandbox;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.ServerDistribution;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * What full probes cost: processor time of one, how many a second fit with 1, 10 and 40 real servers probed as fast as
 * possible, what a whole node takes that probes each of the servers every second, and its memory for each.
 *
 * <p>Arguments: number of servers (40; fewer when memory is short), seconds for each measurement (10).
 */
public final class ProbeBench {

    private static final int MEGABYTES_PER_SERVER = 300;
    private static final int STARTED_AT_ONCE = 4;

    /** A node probes each server once a second, so the JVM takes long to get warm: so many times the length. */
    private static final int NODE_WARM_UP = 9;

    private static final int NODE_MEASURED = 3;

    private ProbeBench() {}

    public static void main(String[] args)
            throws InterruptedException, ExecutionException, ServerException, TimeoutException {
        int wanted = args.length > 0 ? Integer.parseInt(args[0]) : 40;
        Duration length = Duration.ofSeconds(args.length > 1 ? Integer.parseInt(args[1]) : 10);
        Report.begin("Full probes of " + ServerDistribution.MYSQL_8_0);
        int count = (int) Math.min(wanted, Math.max(1, Machine.availableMegabytes() / MEGABYTES_PER_SERVER));
        try (Sandbox sandbox = Sandbox.open(message -> {})) {
            List<InstanceKey> keys = start(sandbox, count);
            Report.line("%d servers run, each a process of its own", keys.size());
            cpuOfOne(keys.get(0), length);
            for (int servers : IntStream.of(1, 10, 40)
                    .map(n -> Math.min(n, keys.size()))
                    .distinct()
                    .toArray()) {
                probesPerSecond(keys.subList(0, servers), length);
            }
            node(keys, length);
            Report.line("load average after: %s", Machine.load());
        }
    }

    private static List<InstanceKey> start(Sandbox sandbox, int count) throws InterruptedException, ExecutionException {
        ExecutorService starters = Executors.newFixedThreadPool(STARTED_AT_ONCE);
        try {
            List<Future<SandboxServer>> starting = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                starting.add(starters.submit(() -> sandbox.start(ServerDistribution.MYSQL_8_0)));
            }
            List<InstanceKey> keys = new ArrayList<>();
            for (Future<SandboxServer> server : starting) {
                keys.add(server.get().key());
            }
            return keys;
        } finally {
            starters.shutdown();
        }
    }

    private static JdbcServerGateways gateways() {
        Settings.Names names = Settings.Names.DEFAULT;
        Settings settings = Settings.withAccount("quorate", Secret.of("quorate"))
                .with(new Settings.Names(
                        names.resolve(),
                        Settings.Names.OwnName.AS_CONNECTED,
                        names.reject(),
                        names.expiry(),
                        names.dnsLimit(),
                        names.defaultPort()));
        return new JdbcServerGateways(settings, InstantSource.system());
    }

    /** On one thread, one after the other, after half the time as warm-up. */
    private static void cpuOfOne(InstanceKey key, Duration length) throws ServerException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        try (ServerGateway gateway = gateways().forProbing(key)) {
            probeFor(gateway, length);
            long cpu = threads.getCurrentThreadCpuTime();
            long began = System.nanoTime();
            int probes = probeFor(gateway, length);
            Report.line(
                    "one probe: %.3f ms CPU of its thread, %.3f ms elapsed (n=%d)",
                    (threads.getCurrentThreadCpuTime() - cpu) / 1e6 / probes,
                    (System.nanoTime() - began) / 1e6 / probes,
                    probes);
        }
    }

    private static int probeFor(ServerGateway gateway, Duration length) throws ServerException {
        int probes = 0;
        for (long end = System.nanoTime() + length.toNanos(); System.nanoTime() < end; probes++) {
            gateway.probe();
        }
        return probes;
    }

    /** A thread for each server. The servers share the machine with us and use more of it than we do. */
    private static void probesPerSecond(List<InstanceKey> keys, Duration length)
            throws InterruptedException, ExecutionException {
        JdbcServerGateways gateways = gateways();
        ExecutorService threads = Executors.newFixedThreadPool(keys.size());
        try {
            long cpu = processCpu();
            long began = System.nanoTime();
            List<Future<Integer>> running = new ArrayList<>();
            for (InstanceKey key : keys) {
                running.add(threads.submit(() -> {
                    try (ServerGateway gateway = gateways.forProbing(key)) {
                        return probeFor(gateway, length);
                    }
                }));
            }
            int probes = 0;
            for (Future<Integer> server : running) {
                probes += server.get();
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            Report.line(
                    "%2d server(s): %6.0f probes/s, %.3f ms CPU of this process each",
                    keys.size(), probes / seconds, (processCpu() - cpu) / 1e6 / probes);
        } finally {
            threads.shutdown();
        }
    }

    /** A whole node in this process, at first with one server, then with all, each probed every second. */
    private static void node(List<InstanceKey> keys, Duration length) throws TimeoutException {
        Map<String, ?> eager = Map.of("InstancePollSeconds", 1);
        long one = heapOfNode(keys.subList(0, 1), eager, length);
        long all = heapOfNode(keys, eager, length);
        if (keys.size() > 1) {
            Report.line("memory: %.0f KB of heap for each further server", (all - one) / 1024.0 / (keys.size() - 1));
        }
    }

    private static long heapOfNode(List<InstanceKey> keys, Map<String, ?> settings, Duration length)
            throws TimeoutException {
        try (LocalNode node = LocalNode.watching(keys, settings)) {
            Waiting.until(
                    "all servers are seen", () -> node.readModel().view().keys().size() == keys.size());
            Waiting.pause(length.multipliedBy(NODE_WARM_UP));
            long cpu = processCpu();
            long began = System.nanoTime();
            Waiting.pause(length.multipliedBy(NODE_MEASURED));
            double seconds = (System.nanoTime() - began) / 1e9;
            double millisPerSecond = (processCpu() - cpu) / 1e6 / seconds;
            Report.line(
                    "a node that probes %d server(s) once a second: %.1f ms CPU a second, %.2f ms for each probe",
                    keys.size(), millisPerSecond, millisPerSecond / keys.size());
            return usedHeap();
        }
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Waiting.pause(Duration.ofMillis(200));
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long processCpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
