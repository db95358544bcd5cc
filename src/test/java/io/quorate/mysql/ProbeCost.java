package io.quorate.mysql;

import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Secret;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.InstantSource;

/** Prints what a probe of the server at {@code host:port} costs this process: arguments host:port, user, password. */
final class ProbeCost {

    private static final int WARM_UP = 3000;
    private static final int MEASURED = 2000;

    private ProbeCost() {}

    public static void main(String[] args) throws ServerException {
        Settings settings = Settings.withAccount(args[1], Secret.of(args.length > 2 ? args[2] : ""));
        InstanceKey key = InstanceKey.parse(args[0]).orElseThrow();
        try (ServerGateway gateway = new JdbcServerGateways(settings, InstantSource.system()).forProbing(key)) {
            Instance instance = gateway.probe();
            System.out.println(instance);
            for (int i = 0; i < WARM_UP; i++) {
                gateway.probe();
            }
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long cpu = threads.getCurrentThreadCpuTime();
            long wall = System.nanoTime();
            for (int i = 0; i < MEASURED; i++) {
                gateway.probe();
            }
            System.out.printf(
                    "probe: %.3f ms CPU, %.3f ms elapsed%n",
                    (threads.getCurrentThreadCpuTime() - cpu) / 1e6 / MEASURED,
                    (System.nanoTime() - wall) / 1e6 / MEASURED);
            cpu = threads.getCurrentThreadCpuTime();
            wall = System.nanoTime();
            for (int i = 0; i < MEASURED; i++) {
                gateway.ping(java.time.Duration.ofMillis(500));
            }
            System.out.printf(
                    "ping: %.3f ms CPU, %.3f ms elapsed%n",
                    (threads.getCurrentThreadCpuTime() - cpu) / 1e6 / MEASURED,
                    (System.nanoTime() - wall) / 1e6 / MEASURED);
        }
    }
}
