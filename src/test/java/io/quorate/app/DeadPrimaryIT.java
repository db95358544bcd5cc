package io.quorate.app;

import io.quorate.model.RecoveryRecord;
import io.quorate.model.gtid.GtidSet;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.ServerDistribution;
import java.util.Map;

/** A primary under load dies, or hangs: a replica takes its place, and nothing a replica received is lost. */
class DeadPrimaryIT {

    @EachVersion
    void replacesAPrimaryThatIsKilled(ServerDistribution distribution) {
        try (FailoverFixture fixture = FailoverFixture.chain(distribution)) {
            fixture.awaitRows(20);
            SandboxServer old = fixture.primary();

            old.kill();
            Map<SandboxServer, GtidSet> received =
                    fixture.received(fixture.servers().replicas());

            RecoveryRecord recovery = fixture.awaitRecovery();
            fixture.aftermathOf(recovery)
                    .isRecordedAs(old.key(), "DeadMaster")
                    .lostNothingOf(received)
                    .isFollowedByAll()
                    .lost(old);
        }
    }

    @EachVersion
    void replacesAPrimaryThatHangs(ServerDistribution distribution) {
        try (FailoverFixture fixture = FailoverFixture.chain(distribution)) {
            fixture.awaitRows(20);
            SandboxServer old = fixture.primary();

            old.pause();
            Map<SandboxServer, GtidSet> received =
                    fixture.received(fixture.servers().replicas());

            RecoveryRecord recovery = fixture.awaitRecovery();
            fixture.aftermathOf(recovery)
                    .isRecordedAs(old.key(), "DeadMaster")
                    .lostNothingOf(received)
                    .isFollowedByAll()
                    .lost(old);

            old.resume();
            fixture.awaitRounds(1);
            fixture.aftermathOf(recovery).staysInChargeBeside(old);
        }
    }
}
