package io.quorate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * A leader that is stopped in its tracks and wakes up when another leads. How long it slept is the property {@code
 * quorate.pause.seconds}, 10 if it is not given.
 */
class PausedLeaderIT {

    private static final Duration PAUSE = Duration.ofSeconds(Integer.getInteger("quorate.pause.seconds", 10));
    private static final Duration LONGEST = PAUSE.plusSeconds(20);

    @Test
    void neitherActsNorSaysThatItLeadsWhenItWakesUp() throws IOException {
        try (Network network = new LoopbackNetwork(3);
                NodeGroup group = NodeGroup.of(network, NodeOptions.classes()).start();
                Trial trial = Trial.begin(group, "leader-paused")) {
            ClusterNode sleeper = group.leader();
            long end = System.nanoTime() + PAUSE.toNanos();
            sleeper.pause();
            ClusterNode successor = group.leaderAmong(group.others(sleeper));
            trial.awaitProgress();
            // Asked when another leads for sure; answered when it wakes up.
            CompletableFuture<Integer> leads = ask(sleeper, "GET", "/api/leader-check");
            CompletableFuture<Integer> reads = ask(sleeper, "GET", "/hraftd/key/no-such-key?consistency=leader");
            LockSupport.parkNanos(end - System.nanoTime());
            sleeper.resume();

            assertThat(leads.join()).as("leader-check of the old leader").isEqualTo(404);
            assertThat(reads.join()).as("a read as of the leader").isIn(404, 503);
            group.awaitHealthy();
            assertThat(group.leader()).as("leader after the return").isEqualTo(successor);
            trial.awaitProgress();
            trial.judge();
        }
    }

    private static CompletableFuture<Integer> ask(ClusterNode node, String method, String path) {
        return CompletableFuture.supplyAsync(() -> {
            try (PlainHttp http = node.connect(LONGEST)) {
                return http.send(method, path, "", "").status();
            } catch (IOException none) {
                throw new AssertionError("no answer from " + node + " to " + path, none);
            }
        });
    }
}
