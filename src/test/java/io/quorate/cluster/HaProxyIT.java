package io.quorate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration that {@code docs/deploy-raft.md} prints, with other addresses, and the real HAProxy. */
class HaProxyIT {

    private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");
    private static final Path DOCUMENTED = Path.of("docs", "deploy-raft.md");

    @TempDir
    private Path folder;

    @Test
    void leadsToTheLeaderAndFollowsIt() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "HAProxy is not installed (" + PROGRAM + ")");
        try (LoopbackNetwork network = new LoopbackNetwork(3);
                NodeGroup group = NodeGroup.of(network, NodeOptions.classes()).start()) {
            InetSocketAddress front = new InetSocketAddress(network.secondAddress(0), LoopbackNetwork.freePort());
            Process haproxy = new ProcessBuilder(
                            PROGRAM.toString(),
                            "-db",
                            "-f",
                            configuration(network, front).toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            try {
                awaitSameAsLeader(group, front);
                ClusterNode old = group.leader();
                old.kill();
                group.leaderAmong(group.others(old));
                awaitSameAsLeader(group, front);
                old.start();
                group.awaitHealthy();
                awaitSameAsLeader(group, front);
            } finally {
                haproxy.destroyForcibly();
            }
        }
    }

    private Path configuration(LoopbackNetwork network, InetSocketAddress front) throws IOException {
        String page = Files.readString(DOCUMENTED);
        int start = page.indexOf("listen quorate\n");
        assertThat(start).as("a configuration of HAProxy on the page").isPositive();
        String text = page.substring(start, page.indexOf("```", start));
        for (int i = 0; i < 3; i++) {
            text = replaced(
                    text,
                    "node" + (i + 1) + ".example.com:3000",
                    network.places().get(i).outer() + ":" + network.httpPort());
        }
        text = replaced(text, "port 3000", "port " + network.httpPort());
        text = replaced(text, "bind 0.0.0.0:80\n", "bind " + front.getHostString() + ":" + front.getPort() + "\n");
        return Files.writeString(folder.resolve("haproxy.cfg"), text);
    }

    private static String replaced(String text, String documented, String ours) {
        assertThat(text).contains(documented);
        return text.replace(documented, ours);
    }

    /** Through the proxy the leader answers, each time over a new connection. */
    private static void awaitSameAsLeader(NodeGroup group, InetSocketAddress front) {
        group.await("HAProxy leads to the leader", Duration.ofSeconds(20), () -> {
            try (PlainHttp http = new PlainHttp(front, Duration.ofSeconds(2))) {
                return http.get("/api/leader-check").isOk()
                        && http.get("/api/raft-state").body().equals("\"Leader\"");
            } catch (IOException notYet) {
                return false;
            }
        });
    }
}
