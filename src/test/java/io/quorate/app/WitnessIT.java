package io.quorate.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.RecoveryRecord;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.ServerDistribution;
import io.quorate.sandbox.ServerSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Without a replica that lost its primary there is no failover (docs/adr/0003). */
class WitnessIT {

    private static final int ROUNDS = 2;
    private static final Duration LONG = Duration.ofSeconds(6);

    @EachVersion
    void aDeadPrimaryIsNotReplacedWhenAnOperatorHadStoppedAllReplicas(ServerDistribution distribution) {
        try (FailoverFixture fixture = FailoverFixture.start(distribution, builder -> builder.replicas(2))) {
            fixture.stopReplicas(fixture.servers().replicas());

            fixture.primary().kill();

            fixture.awaitDiagnosis(fixture.primary(), "DeadMaster", "No replica testifies to the failure: 2 stopped");
            fixture.awaitRounds(ROUNDS);
            fixture.awaitFailingFor(fixture.primary(), LONG);
            fixture.assertNothingWasDone();

            // The same replicas become witnesses when they try to connect.
            fixture.servers()
                    .replicas()
                    .forEach(replica -> replica.replication().start());
            RecoveryRecord recovery = fixture.awaitRecovery();
            fixture.aftermathOf(recovery).isFollowedByAll();
        }
    }

    @EachVersion
    void aLivingPrimaryIsNotReplacedWhenItIsCutOffFromUsAndAllReplicasAreStopped(ServerDistribution distribution) {
        try (FailoverFixture fixture = FailoverFixture.start(
                distribution, builder -> builder.primary(ServerSpec::behindLink).replicas(2))) {
            fixture.stopReplicas(fixture.servers().replicas());

            fixture.primary().link().orElseThrow().stall();

            fixture.awaitDiagnosis(fixture.primary(), "DeadMaster", "No replica testifies to the failure: 2 stopped");
            fixture.awaitRounds(ROUNDS);
            fixture.awaitFailingFor(fixture.primary(), LONG);
            fixture.assertNothingWasDone();
        }
    }

    @EachVersion
    void aLivingPrimaryIsNotReplacedWhenOnlyWeCannotReachIt(ServerDistribution distribution) {
        try (FailoverFixture fixture = FailoverFixture.start(
                distribution, builder -> builder.primary(ServerSpec::behindLink).replicas(2))) {
            fixture.primary().link().orElseThrow().stallAllBut("repl");

            fixture.awaitDiagnosis(fixture.primary(), "UnreachableMaster", "");
            fixture.awaitRounds(ROUNDS);
            fixture.awaitFailingFor(fixture.primary(), LONG);
            fixture.assertNothingWasDone();

            long before = fixture.load().acknowledged();
            fixture.awaitRows(10);
            SandboxServer replica = fixture.server("replica1");
            FailoverFixture.waiting("the replica still replicates")
                    .until(() -> Inspection.of(replica).hasRow(before + 1));
        }
    }

    @EachVersion
    void aDeadPrimaryIsReplacedWhenOneOfItsReplicasHadBeenStopped(ServerDistribution distribution) {
        try (FailoverFixture fixture = FailoverFixture.start(distribution, builder -> builder.replicas(3))) {
            SandboxServer stopped = fixture.server("replica2");
            fixture.stopReplicas(List.of(stopped));

            fixture.primary().kill();

            RecoveryRecord recovery = fixture.awaitRecovery();
            List<SandboxServer> others = fixture.servers().replicas().stream()
                    .filter(replica -> replica != stopped)
                    .toList();
            Aftermath aftermath = fixture.aftermathOf(recovery)
                    .isRecordedAs(fixture.primary().key(), "DeadMaster")
                    .isFollowedBy(others);
            SandboxServer promoted = aftermath.promoted();
            assertThat(promoted).isNotEqualTo(stopped);
            FailoverFixture.waiting("the stopped replica is pointed to the new primary")
                    .until(() -> stopped.replication().source().equals(Optional.of(promoted.key())));
            stopped.replication().start();
            aftermath.isFollowedByAll();
        }
    }
}
