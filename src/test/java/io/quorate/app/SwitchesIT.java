package io.quorate.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.RecoveryRecord;
import io.quorate.sandbox.ServerDistribution;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an operator can say beforehand to keep a failover from happening. */
class SwitchesIT {

    private static final int ROUNDS = 1;

    private static FailoverFixture start(Map<String, ?> settings) {
        return FailoverFixture.start(ServerDistribution.MYSQL_8_0, builder -> builder.replicas(2), settings);
    }

    @Test
    void aDowntimedPrimaryIsLeftAlone() {
        try (FailoverFixture fixture = start(Map.of())) {
            fixture.operator().downtime(fixture.primary().key(), "upgrade");

            fixture.primary().kill();

            fixture.awaitDiagnosis(fixture.primary(), "DeadMaster", "replicas testify to it");
            assertThat(fixture.diagnoses())
                    .filteredOn(diagnosis ->
                            diagnosis.key().equals(fixture.primary().key()))
                    .allSatisfy(diagnosis -> assertThat(diagnosis.isDowntimed()).isTrue());
            fixture.awaitRounds(ROUNDS);
            fixture.assertNothingWasDone();
            assertThat(fixture.detections()).isEmpty();
        }
    }

    @Test
    void nothingIsRecoveredWhileRecoveriesAreDisabledAndTheFailureIsRepairedOnceTheyAreNot() {
        try (FailoverFixture fixture = start(Map.of())) {
            fixture.operator().disableRecoveries();

            fixture.primary().kill();

            fixture.awaitDiagnosis(fixture.primary(), "DeadMaster", "replicas testify to it");
            fixture.awaitLogged(
                    "DeadMaster of " + fixture.primary().key() + " is not repaired", "recoveries are disabled");
            fixture.awaitRounds(ROUNDS);
            fixture.assertNothingWasDone();
            assertThat(fixture.detections()).isNotEmpty();
            assertThat(fixture.operator().diagnoses())
                    .anySatisfy(diagnosis -> assertThat(diagnosis.description())
                            .endsWith("; not repaired: recoveries are disabled; enable-global-recoveries allows them"
                                    + " again"));

            fixture.operator().enableRecoveries();
            RecoveryRecord recovery = fixture.awaitRecovery();
            fixture.aftermathOf(recovery).isFollowedByAll();
        }
    }

    @Test
    void aClusterThatNoFilterCoversIsOnlyDiagnosed() {
        try (FailoverFixture fixture = start(Map.of("RecoverMasterClusterFilters", List.of("alias=another")))) {
            fixture.primary().kill();

            fixture.awaitDiagnosis(fixture.primary(), "DeadMaster", "replicas testify to it");
            fixture.awaitLogged(
                    "DeadMaster of " + fixture.primary().key() + " is not repaired", "RecoverMasterClusterFilters");
            fixture.awaitRounds(ROUNDS);
            fixture.assertNothingWasDone();
            assertThat(fixture.detections()).isNotEmpty();
            assertThat(fixture.operator().diagnoses())
                    .anySatisfy(diagnosis -> assertThat(diagnosis.description())
                            .contains("; not repaired: no filter for automatic recovery covers the cluster"));
        }
    }
}
