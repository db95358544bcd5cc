package io.quorate.bench;

import io.quorate.cluster.ClusterNode;
import io.quorate.cluster.LoopbackNetwork;
import io.quorate.cluster.Network;
import io.quorate.cluster.NodeGroup;
import io.quorate.cluster.PlainHttp;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long three nodes with default times are without a leader: after SIGKILL of the leader until another answers {@code
 * leader-check} with 200, and after a planned transfer until the new leader has acknowledged a write.
 *
 * <p>Arguments: number of runs of each (20).
 */
public final class TakeoverBench {

    private static final String CHECK = "/api/leader-check";
    private static final Duration PAUSE = Duration.ofMillis(1);

    private TakeoverBench() {}

    public static void main(String[] args) throws IOException {
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        Report.begin("Leadership, 3 nodes on loopback, default times");
        try (Network network = new LoopbackNetwork(3);
                NodeGroup group = NodeGroup.of(network, KeyValueBench.options()).start()) {
            List<Double> transfers = new ArrayList<>();
            for (int i = 0; i <= runs; i++) {
                double millis = transfer(group);
                Report.line("transfer %2d  %6.0f ms%s", i, millis, i == 0 ? "  (not counted)" : "");
                if (i > 0) {
                    transfers.add(millis);
                }
            }
            List<Double> kills = new ArrayList<>();
            List<Double> writes = new ArrayList<>();
            for (int i = 1; i <= runs; i++) {
                double[] millis = kill(group);
                Report.line("kill %2d  leader %6.0f ms  first write %6.0f ms", i, millis[0], millis[1]);
                kills.add(millis[0]);
                writes.add(millis[1]);
            }
            Report.line("planned transfer -> the new leader acknowledged a write: %s ms", summary(transfers));
            Report.line("leader killed -> another answers leader-check with 200: %s ms", summary(kills));
            Report.line("leader killed -> it acknowledged a write: %s ms", summary(writes));
        }
        Report.line("load average after: %s", Machine.load());
    }

    private static String summary(List<Double> values) {
        return new Series(values.stream().mapToDouble(Double::doubleValue).toArray()).summary("%.0f");
    }

    /** A node with a connection to it that is open before the clock runs. */
    private static final class Candidate {
        private final ClusterNode node;
        private final PlainHttp http;

        Candidate(ClusterNode node) throws IOException {
            this.node = node;
            this.http = node.connect();
            http.get(CHECK);
        }

        boolean leads() throws IOException {
            return http.get(CHECK).isOk();
        }

        void write() throws IOException {
            PlainHttp.Answer answer = http.send("POST", "/hraftd/key", "", "{\"takeover\":\"x\"}");
            if (!answer.isOk()) {
                throw new IOException("the new leader answers a write with " + answer);
            }
        }
    }

    private static double transfer(NodeGroup group) throws IOException {
        group.awaitHealthy();
        ClusterNode old = group.leader();
        Candidate target = new Candidate(group.others(old).get(0));
        long began = System.nanoTime();
        Thread asking = new Thread(() -> old.get("/api/raft-yield/" + target.node.raftAddress()), "transfer");
        asking.start();
        firstLeader(List.of(target)).write();
        double millis = (System.nanoTime() - began) / 1e6;
        target.http.close();
        join(asking);
        return millis;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double[] kill(NodeGroup group) throws IOException {
        group.awaitHealthy();
        ClusterNode old = group.leader();
        List<Candidate> others = new ArrayList<>();
        for (ClusterNode other : group.others(old)) {
            others.add(new Candidate(other));
        }
        long began = System.nanoTime();
        old.process().destroyForcibly();
        Candidate successor = firstLeader(others);
        double leads = (System.nanoTime() - began) / 1e6;
        successor.write();
        double writes = (System.nanoTime() - began) / 1e6;
        others.forEach(candidate -> candidate.http.close());
        old.awaitEnd();
        old.start();
        return new double[] {leads, writes};
    }

    private static Candidate firstLeader(List<Candidate> candidates) throws IOException {
        long deadline = System.nanoTime() + Waiting.LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            for (Candidate candidate : candidates) {
                if (candidate.leads()) {
                    return candidate;
                }
            }
            Waiting.pause(PAUSE);
        }
        throw new IOException("nobody leads");
    }
}
