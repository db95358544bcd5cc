package io.quorate.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.Member;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.ServerDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From one replica a node finds the whole topology, and it notices at once when its primary is gone. */
class DiscoveryIT {

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_8_0", "MARIADB_11_4"})
    void findsTheTopologyFromOneReplicaAndNoticesADeadPrimary(ServerDistribution distribution) {
        try (FailoverFixture fixture = FailoverFixture.chain(distribution)) {
            SandboxServer primary = fixture.primary();
            assertThat(fixture.member(primary).depth()).isZero();
            assertThat(fixture.member(fixture.server("replica1")).depth()).isEqualTo(1);
            assertThat(fixture.member(fixture.server("low")).depth()).isEqualTo(2);

            primary.kill();

            FailoverFixture.waiting("the node sees the primary fail")
                    .until(() -> fixture.member(primary).observation().failedAttempts() > 1);
            Member dead = fixture.member(primary);
            assertThat(dead.observation().failingSince()).isPresent();
            assertThat(dead.instance()).as("the last good probe is kept").isPresent();
        }
    }
}
