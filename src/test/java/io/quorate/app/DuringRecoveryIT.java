package io.quorate.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.RecoveryRecord;
import io.quorate.sandbox.ReplicaSpec;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.SandboxTopology;
import io.quorate.sandbox.ServerDistribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** The world changes while a primary is being replaced. */
class DuringRecoveryIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    /** Its replicas have reconnected to it by the time the recovery would go on. */
    @EachVersion
    void thePrimaryIsLeftInChargeWhenItRestartsWhileHooksRun(ServerDistribution distribution) {
        HookGate gate = new HookGate(folder);
        Path told = folder.resolve("told");
        try (FailoverFixture fixture = FailoverFixture.start(
                        distribution,
                        builder -> builder.replicas(2),
                        Map.of(
                                "PreFailoverProcesses", List.of(gate.command()),
                                "PostUnsuccessfulFailoverProcesses", List.of("touch " + told)));
                WritableWatch watch = WritableWatch.over(fixture.servers().servers())) {
            fixture.awaitRows(20);
            fixture.load().stop();
            fixture.servers().awaitCaughtUp(SOON);
            SandboxServer old = fixture.primary();
            old.kill();
            gate.awaitBegun();

            old.start();
            fixture.servers()
                    .replicas()
                    .forEach(replica -> FailoverFixture.waiting(replica + " is connected again")
                            .until(() -> replica.replication().isRunning()));
            gate.open();

            RecoveryRecord recovery = fixture.awaitRecovery();
            assertThat(watch.splitBrains()).isEmpty();
            assertLeftInCharge(fixture, recovery, "the primary came back before anything was done");
            FailoverFixture.waiting("the hook after a failure runs").until(() -> Files.exists(told));
            assertThat(recovery.result().orElseThrow().participants()).isEmpty();
        }
    }

    /** The replicas are cut off and one of them applies what it has received. */
    @EachVersion
    void thePrimaryIsLeftInChargeWhenItRestartsWhileItsReplicasAreCutOff(ServerDistribution distribution)
            throws SQLException {
        try (FailoverFixture fixture = FailoverFixture.start(distribution, builder -> builder.replicas(2));
                WritableWatch watch = WritableWatch.over(fixture.servers().servers())) {
            SandboxServer ahead = fixture.server("replica2");
            FailoverFixture.stopReceiving(fixture.server("replica1"));
            SandboxServer old = fixture.primary();
            try (Connection holder = ahead.connect();
                    Statement statement = holder.createStatement()) {
                receiveWithoutApplying(fixture, ahead, statement);
                old.kill();
                fixture.server("replica1").replication().start();
                awaitCutOff(ahead);
                old.start();
            }

            RecoveryRecord recovery = fixture.awaitRecovery();
            assertThat(watch.splitBrains()).isEmpty();
            assertLeftInCharge(fixture, recovery, "the primary came back while its replicas were cut off");
        }
    }

    private static void assertLeftInCharge(FailoverFixture fixture, RecoveryRecord recovery, String reason) {
        assertThat(recovery.successor()).isEmpty();
        assertThat(recovery.result().orElseThrow().errors())
                .as("%s", fixture.steps(recovery))
                .anySatisfy(error -> assertThat(error).contains(reason));
        fixture.assertReplicasUntouched();
        fixture.servers()
                .replicas()
                .forEach(replica -> FailoverFixture.waiting(replica + " follows the primary that came back")
                        .until(() -> replica.replication().isRunning()));
        assertThat(fixture.writable()).containsExactly(fixture.primary());
    }

    /** What it receives from now on waits in its relay logs as long as the statement's connection is open. */
    private static void receiveWithoutApplying(FailoverFixture fixture, SandboxServer replica, Statement holder)
            throws SQLException {
        holder.execute("LOCK TABLES " + WriteLoad.TABLE + " READ");
        fixture.awaitRows(30);
        fixture.load().stop();
        FailoverFixture.waiting("the rows are received")
                .until(() -> Inspection.of(replica)
                        .received()
                        .contains(Inspection.of(fixture.primary()).executed()));
    }

    private static void awaitCutOff(SandboxServer replica) {
        FailoverFixture.waiting("the recovery has cut it off").until(() -> {
            String column = replica.distribution().isMariaDb() ? "Slave_IO_Running" : "Replica_IO_Running";
            return replica.replication().status(column).equals(Optional.of("No"));
        });
    }

    /** The one that would have been promoted cannot be reached any more: another takes its place, and it is lost. */
    @EachVersion
    void anotherIsPromotedWhenTheNetworkOfTheBestReplicaStalls(ServerDistribution distribution) {
        HookGate gate = new HookGate(folder);
        try (FailoverFixture fixture = FailoverFixture.start(
                distribution,
                builder ->
                        builder.replica(ReplicaSpec.named("best").behindLink()).replicas(2),
                Map.of("PreFailoverProcesses", List.of(gate.command())))) {
            SandboxServer best = fixture.server("best");
            List<SandboxServer> others = List.of(fixture.server("replica2"), fixture.server("replica3"));
            others.forEach(FailoverFixture::stopReceiving);
            fixture.awaitRows(20);
            fixture.load().stop();
            SandboxTopology.awaitCaughtUp(best, fixture.primary(), SOON);
            fixture.primary().kill();
            others.forEach(replica -> replica.replication().start());
            gate.awaitBegun();

            best.link().orElseThrow().stall();
            gate.open();

            RecoveryRecord recovery = fixture.awaitRecovery();
            assertThat(recovery.result().orElseThrow().lostReplicas()).contains(best.key());
            fixture.aftermathOf(recovery).isFollowedBy(others).lost(fixture.primary(), best);
        }
    }

    /** Only one replica received the last rows, and something keeps it from applying them for a while. */
    @EachVersion
    void whatOneReplicaReceivedIsAppliedBeforeAnyoneIsPromoted(ServerDistribution distribution) throws SQLException {
        HookGate gate = new HookGate(folder);
        try (FailoverFixture fixture = FailoverFixture.start(
                distribution,
                builder -> builder.replicas(3),
                Map.of("PreFailoverProcesses", List.of(gate.command())))) {
            SandboxServer ahead = fixture.server("replica2");
            List<SandboxServer> others = List.of(fixture.server("replica1"), fixture.server("replica3"));
            others.forEach(FailoverFixture::stopReceiving);
            try (Connection holder = ahead.connect();
                    Statement statement = holder.createStatement()) {
                receiveWithoutApplying(fixture, ahead, statement);
                fixture.primary().kill();
                others.forEach(replica -> replica.replication().start());
                gate.awaitBegun();
                gate.open();
                awaitCutOff(ahead);
                assertThat(fixture.writable()).isEmpty();
            }

            RecoveryRecord recovery = fixture.awaitRecovery();
            fixture.aftermathOf(recovery)
                    .hasRowsUpTo(fixture.load().acknowledged())
                    .isFollowedByAll();
        }
    }
}
