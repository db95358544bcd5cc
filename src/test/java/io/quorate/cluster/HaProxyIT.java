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

/** {@code conf/haproxy.cfg} as it stands, but for addresses, with the real HAProxy. */
class HaProxyIT {

    private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");
    private static final Path DOCUMENTED = Path.of("conf", "haproxy.cfg");

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
        String text = Files.readString(DOCUMENTED);
        for (int i = 0; i < 3; i++) {
            assertThat(text).contains("10.0.0." + (i + 1) + ":3000");
            text = text.replace(
                    "10.0.0." + (i + 1) + ":3000", network.places().get(i).outer() + ":" + network.httpPort());
        }
        assertThat(text).contains("bind :80\n");
        text = text.replace("bind :80\n", "bind " + front.getHostString() + ":" + front.getPort() + "\n");
        return Files.writeString(folder.resolve("haproxy.cfg"), text);
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
