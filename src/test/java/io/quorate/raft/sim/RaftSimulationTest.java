package io.quorate.raft.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Some groups through some chaos at each build; {@link RaftSimulationIT} does it at length. */
class RaftSimulationTest {

    @Test
    void keepsItsPromisesThroughChaosAndRecovers() {
        SimulationSeries series = new SimulationSeries(1, 100, 2_000).run();
        assertThat(series.failures()).isEmpty();
    }

    @Test
    void runsTheSameWayFromTheSameSeed() {
        SeededRun first = SeededRun.of(4, 1_500, Tampering.NONE);
        SeededRun second = SeededRun.of(4, 1_500, Tampering.NONE);
        assertThat(second).isEqualTo(first);
    }
}
