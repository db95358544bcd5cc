package io.quorate.bench;

import io.quorate.app.LocalNode;
import io.quorate.app.WriteLoad;
import io.quorate.model.RecoveryRecord;
import io.quorate.readmodel.ReadModel;
import io.quorate.sandbox.Sandbox;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.SandboxTopology;
import io.quorate.sandbox.ServerDistribution;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * How long applications are without a primary: from the signal that ends (SIGKILL) or freezes (SIGSTOP) it to the first
 * successful INSERT on another server, and to the moment when that row is on all siblings. One primary under a light
 * load, three replicas, default settings.
 *
 * <p>Arguments: number of runs (10), version ({@code MYSQL_8_0}), signal ({@code KILL}, {@code STOP} or {@code BOTH}).
 */
public final class FailoverBench {

    private static final int REPLICAS = 3;

    private FailoverBench() {}

    private enum Signal {
        KILL,
        STOP;

        void sendTo(SandboxServer server) {
            if (this == KILL) {
                server.kill();
            } else {
                server.pause();
            }
        }
    }

    /** Milliseconds from the signal on; the steps are for reading where the time goes. */
    private record Run(double writable, double following, String steps) {}

    public static void main(String[] args) throws SQLException, TimeoutException {
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        ServerDistribution distribution =
                args.length > 1 ? ServerDistribution.valueOf(args[1]) : ServerDistribution.MYSQL_8_0;
        String signals = args.length > 2 ? args[2] : "BOTH";
        Report.begin("Failover of " + distribution + ", 1+" + REPLICAS + ", default settings");
        try (Sandbox sandbox = Sandbox.open(message -> {})) {
            for (Signal signal : Signal.values()) {
                if (signals.equals("BOTH") || signals.equals(signal.name())) {
                    measure(sandbox, distribution, signal, runs);
                }
            }
        }
    }

    private static void measure(Sandbox sandbox, ServerDistribution distribution, Signal signal, int runs)
            throws SQLException, TimeoutException {
        Report.line("SIG%s: milliseconds to the first write, and to the row on all siblings", signal);
        List<Run> all = new ArrayList<>();
        for (int i = 0; i <= runs; i++) {
            Run run = run(sandbox, distribution, signal);
            Report.line(
                    "%-8s %7.0f %7.0f   %s",
                    i == 0 ? "warm-up" : "run " + i, run.writable(), run.following(), run.steps());
            if (i > 0) {
                all.add(run);
            }
        }
        Report.line(
                "median (min to max): writable %s ms, siblings follow %s ms, load average after: %s%n",
                new Series(all.stream().mapToDouble(Run::writable).toArray()).summary("%.0f"),
                new Series(all.stream().mapToDouble(Run::following).toArray()).summary("%.0f"),
                Machine.load());
    }

    private static Run run(Sandbox sandbox, ServerDistribution distribution, Signal signal)
            throws SQLException, TimeoutException {
        try (SandboxTopology servers =
                sandbox.topology(distribution).replicas(REPLICAS).start()) {
            SandboxServer primary = servers.primary();
            primary.execute(
                    "CREATE USER '" + FirstWriter.ACCOUNT + "'@'%' IDENTIFIED BY '" + FirstWriter.ACCOUNT + "'",
                    "GRANT SELECT, INSERT ON app.* TO '" + FirstWriter.ACCOUNT + "'@'%'");
            try (WriteLoad load = WriteLoad.on(primary);
                    LocalNode node =
                            LocalNode.watching(List.of(servers.replicas().get(0).key()))) {
                Waiting.untilDiscovered(node.readModel(), REPLICAS);
                servers.awaitCaughtUp(Waiting.LIMIT);
                try (FirstWriter writer = new FirstWriter(servers.replicas())) {
                    long before = load.acknowledged();
                    Waiting.until("the load runs", () -> load.acknowledged() > before + 100);
                    long wallClock = System.currentTimeMillis();
                    long signalled = System.nanoTime();
                    signal.sendTo(primary);
                    FirstWriter.Success success = await(writer, node);
                    Waiting.until("the recovery ends", () -> hasEnded(node.readModel()));
                    return new Run(
                            (success.writtenAt() - signalled) / 1e6,
                            (success.everywhereAt() - signalled) / 1e6,
                            marks(node.readModel(), wallClock));
                }
            }
        }
    }

    private static FirstWriter.Success await(FirstWriter writer, LocalNode node) throws SQLException, TimeoutException {
        try {
            return writer.await(Waiting.LIMIT);
        } catch (TimeoutException e) {
            Report.line("The node says: %s", node.operator().diagnoses());
            Report.line("Its steps: %s", node.readModel().state().recoveries().steps());
            throw e;
        }
    }

    private static boolean hasEnded(ReadModel readModel) {
        return readModel.state().recoveries().recoveries().stream().noneMatch(RecoveryRecord::isRunning);
    }

    /** When the failure was registered, and when the recovery began and ended. */
    private static String marks(ReadModel readModel, long signalled) {
        StringBuilder text = new StringBuilder();
        readModel
                .state()
                .recoveries()
                .detections()
                .forEach(d -> text.append(d.failure().analysis())
                        .append(" +")
                        .append(d.startedAt().toEpochMilli() - signalled)
                        .append("  "));
        for (RecoveryRecord recovery : readModel.state().recoveries().recoveries()) {
            text.append("recovery +")
                    .append(recovery.startedAt().toEpochMilli() - signalled)
                    .append(recovery.ended()
                            .map(end -> " to +" + (end.toEpochMilli() - signalled))
                            .orElse(" (goes on)"));
        }
        return text.toString();
    }
}
