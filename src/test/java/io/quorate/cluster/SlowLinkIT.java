package io.quorate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three nodes far apart: whatever one sends to another arrives 200 ms later, so a round trip takes 400 ms. */
class SlowLinkIT {

    private static final int SIZE = 3;
    private static final Duration DELAY = Duration.ofMillis(200);
    private static final Duration OBSERVED = Duration.ofSeconds(10);

    private final LoopbackNetwork network = new LoopbackNetwork(SIZE);
    private final List<SlowLink> links = new ArrayList<>();

    @AfterEach
    void end() {
        links.forEach(SlowLink::close);
        network.close();
    }

    @Test
    void theLeaderStaysAndClientsAreServed() {
        List<String> advertised =
                IntStream.range(0, SIZE).mapToObj(network::secondAddress).toList();
        for (int i = 0; i < SIZE; i++) {
            links.add(new SlowLink(advertised.get(i), network.places().get(i).inner(), network.raftPort(), DELAY));
        }
        try (NodeGroup group = NodeGroup.of(network, NodeOptions.classes(), advertised, Map.of())
                        .start();
                Trial trial = Trial.begin(group, "slow-link")) {
            ClusterNode leader = group.leader();
            String term = Statistics.term(leader);
            LockSupport.parkNanos(OBSERVED.toNanos());
            trial.awaitProgress();
            assertThat(group.leader()).isEqualTo(leader);
            assertThat(Statistics.term(leader)).as("term of the leader").isEqualTo(term);
            trial.judge();
        }
    }
}
