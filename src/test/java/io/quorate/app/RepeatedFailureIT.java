package io.quorate.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.RecoveryRecord;
import io.quorate.readmodel.BlockedRecovery;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.ServerDistribution;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node remembers of a failover. */
class RepeatedFailureIT {

    @Test
    void aSecondFailureSoonAfterIsNotRepairedUntilTheFirstIsAcknowledged() {
        try (FailoverFixture fixture =
                FailoverFixture.start(ServerDistribution.MYSQL_8_0, builder -> builder.replicas(3))) {
            fixture.primary().kill();
            RecoveryRecord first = fixture.awaitRecovery();
            SandboxServer second = fixture.aftermathOf(first).isFollowedByAll().promoted();
            fixture.awaitHealthy(second, 2);

            second.kill();

            FailoverFixture.waiting("the second recovery is refused")
                    .until(() -> !fixture.node()
                            .readModel()
                            .view()
                            .blockedRecoveries(Instant.now())
                            .isEmpty());
            fixture.awaitDiagnosis(second, "DeadMaster", "replicas testify to it");
            fixture.awaitLogged("DeadMaster of " + second.key() + " is not repaired", "promoted by recovery");
            fixture.awaitRounds(1);
            BlockedRecovery blocked = fixture.node()
                    .readModel()
                    .view()
                    .blockedRecoveries(Instant.now())
                    .get(0);
            assertThat(blocked.failed()).isEqualTo(second.key());
            assertThat(blocked.blockingRecoveryId()).isEqualTo(first.id());
            assertThat(fixture.recoveries()).hasSize(1);

            fixture.operator().acknowledgeAll();
            RecoveryRecord next = fixture.awaitRecovery(2);
            List<SandboxServer> left = fixture.servers().replicas().stream()
                    .filter(server -> server != second)
                    .toList();
            fixture.aftermathOf(next).isRecordedAs(second.key(), "DeadMaster").isFollowedBy(left);
        }
    }

    @Test
    void aRestartedNodeKnowsItsServersAndItsHistory() {
        try (FailoverFixture fixture =
                FailoverFixture.start(ServerDistribution.MYSQL_8_0, builder -> builder.replicas(2))) {
            fixture.primary().kill();
            RecoveryRecord before = fixture.awaitRecovery();
            SandboxServer promoted =
                    fixture.aftermathOf(before).isFollowedByAll().promoted();
            List<String> steps = fixture.steps(before);

            fixture.node().restart();
            fixture.assertNotLogged("recovery steps not recorded");

            assertThat(fixture.recoveries()).containsExactly(before);
            assertThat(fixture.steps(before)).containsExactlyElementsOf(steps);
            fixture.awaitHealthy(promoted, 1);
            fixture.aftermathOf(before).lost(fixture.primary());
            assertThat(fixture.recoveries()).hasSize(1);
        }
    }
}
