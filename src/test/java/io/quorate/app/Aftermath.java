package io.quorate.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quorate.model.Downtime;
import io.quorate.model.InstanceKey;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.gtid.GtidSet;
import io.quorate.sandbox.SandboxServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What must be true after a successful recovery, asked of the servers themselves. Each method returns itself. */
final class Aftermath {

    /** Numbers that the load does not reach. */
    private static final AtomicLong SIGN = new AtomicLong(1_000_000_000);

    private static final Duration SOON = Duration.ofSeconds(30);

    private final FailoverFixture fixture;
    private final RecoveryRecord recovery;
    private final SandboxServer promoted;

    Aftermath(FailoverFixture fixture, RecoveryRecord recovery) {
        assertThat(recovery.result())
                .hasValueSatisfying(result -> assertThat(result.isSuccessful())
                        .as("%s", fixture.steps(recovery))
                        .isTrue());
        this.fixture = fixture;
        this.recovery = recovery;
        this.promoted = fixture.server(recovery.successor().orElseThrow());
    }

    SandboxServer promoted() {
        return promoted;
    }

    /** The new primary takes writes, has no source, and what it writes arrives at all of these. */
    Aftermath isFollowedBy(List<SandboxServer> replicas) {
        Inspection state = Inspection.of(promoted);
        assertThat(state.isReadOnly()).as("read_only of " + promoted).isFalse();
        assertThat(state.isSuperReadOnly()).as("super_read_only of " + promoted).isFalse();
        assertThat(promoted.replication().source()).as("source of " + promoted).isEmpty();
        long sign = SIGN.incrementAndGet();
        promoted.execute("INSERT INTO " + WriteLoad.TABLE + " VALUES (" + sign + ")");
        for (SandboxServer replica : replicas) {
            if (replica != promoted) {
                await(replica + " has what the new primary wrote")
                        .atMost(SOON)
                        .untilAsserted(() -> assertThat(Inspection.of(replica).hasRow(sign))
                                .as("%s after %s", Inspection.of(replica).replication(), fixture.steps(recovery))
                                .isTrue());
                assertThat(replica.replication().isRunning())
                        .as(Inspection.of(replica).replication())
                        .isTrue();
                assertThat(Inspection.of(replica).isReadOnly())
                        .as("read_only of " + replica)
                        .isTrue();
            }
        }
        return this;
    }

    /** All replicas of the topology follow. */
    Aftermath isFollowedByAll() {
        return isFollowedBy(fixture.servers().replicas());
    }

    /** The old primary is back, and no replica follows it. */
    Aftermath staysInChargeBeside(SandboxServer old) {
        assertThat(Inspection.of(promoted).isReadOnly()).isFalse();
        fixture.servers()
                .replicas()
                .forEach(replica -> assertThat(replica.replication().source())
                        .as("source of " + replica)
                        .isNotEqualTo(Optional.of(old.key())));
        return this;
    }

    /** What these had received is on the new primary. */
    Aftermath lostNothingOf(Map<SandboxServer, GtidSet> received) {
        GtidSet has = Inspection.of(promoted).executed();
        received.forEach((replica, set) -> assertThat(has.contains(set))
                .as("%s has what %s had received; it lacks %s", promoted, replica, set.subtract(has))
                .isTrue());
        return this;
    }

    /** The new primary has all of the load's numbers up to this one. */
    Aftermath hasRowsUpTo(long number) {
        assertThat(Inspection.of(promoted).rowsUpTo(number))
                .as("rows of " + promoted)
                .isEqualTo(number);
        return this;
    }

    /** The failed primary is downtimed, and so is each replica that was lost. */
    Aftermath lost(SandboxServer... servers) {
        for (SandboxServer server : servers) {
            assertThat(fixture.node().readModel().state().notes().downtimes())
                    .as("downtimes")
                    .hasEntrySatisfying(
                            server.key(),
                            downtime -> assertThat(downtime.reason()).isEqualTo(Downtime.LOST_IN_RECOVERY));
        }
        return this;
    }

    /** The record says what happened: who failed, with which code, who took over. */
    Aftermath isRecordedAs(InstanceKey failed, String... codes) {
        assertThat(recovery.failure().key()).isEqualTo(failed);
        assertThat(recovery.failure().analysis()).isIn((Object[]) codes);
        assertThat(recovery.failure().evidence()).isNotEmpty();
        assertThat(fixture.steps(recovery)).isNotEmpty();
        return this;
    }
}
