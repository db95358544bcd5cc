package io.quorate.raft.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Five hundred groups and five million events; more by the system properties of {@link SimulationSeries}. */
class RaftSimulationIT {

    @Test
    void keepsItsPromisesThroughFiveMillionEvents() {
        SimulationSeries series = new SimulationSeries(1_000, 500, 10_000).run();
        System.out.println("Raft simulation: " + series);
        assertThat(series.failures()).isEmpty();
        if (System.getProperty("simulation.seeds") == null) {
            assertThat(series.runs()).isGreaterThanOrEqualTo(500);
            assertThat(series.events()).isGreaterThanOrEqualTo(5_000_000);
        }
    }
}
