package io.quorate.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.RecoveryRecord;
import io.quorate.sandbox.ReplicaSpec;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.SandboxTopology;
import io.quorate.sandbox.ServerDistribution;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The world changes while a primary is being replaced. */
class DuringRecoveryIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    /** Its replicas have reconnected to it by the time the recovery goes on. */
    @Test
    void onePrimaryIsLeftWhenTheOldOneRestarts() {
        HookGate gate = new HookGate(folder);
        try (FailoverFixture fixture = FailoverFixture.start(
                ServerDistribution.MYSQL_8_0,
                builder -> builder.replicas(2),
                Map.of("PreFailoverProcesses", List.of(gate.command())))) {
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
            FailoverFixture.waiting("one server takes writes")
                    .until(() -> fixture.writable().size() == 1);
            SandboxServer primary = fixture.aftermathOf(recovery)
                    .hasRowsUpTo(fixture.load().acknowledged())
                    .isFollowedByAll()
                    .promoted();
            assertThat(fixture.writable()).containsExactly(primary);
        }
    }

    /** The one that would have been promoted cannot be reached any more: another takes its place, and it is lost. */
    @Test
    void anotherIsPromotedWhenTheNetworkOfTheBestReplicaStalls() {
        HookGate gate = new HookGate(folder);
        try (FailoverFixture fixture = FailoverFixture.start(
                ServerDistribution.MYSQL_8_0,
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
            FailoverFixture.startReplicas(others);
            fixture.aftermathOf(recovery).isFollowedBy(others).lost(fixture.primary(), best);
        }
    }

    /** Only one replica received the last rows, and something keeps it from applying them for a while. */
    @Test
    void whatOneReplicaReceivedIsAppliedBeforeAnyoneIsPromoted() throws SQLException {
        HookGate gate = new HookGate(folder);
        try (FailoverFixture fixture = FailoverFixture.start(
                ServerDistribution.MYSQL_8_0,
                builder -> builder.replicas(3),
                Map.of("PreFailoverProcesses", List.of(gate.command())))) {
            SandboxServer ahead = fixture.server("replica2");
            List<SandboxServer> others = List.of(fixture.server("replica1"), fixture.server("replica3"));
            others.forEach(FailoverFixture::stopReceiving);
            try (Connection holder = ahead.connect();
                    Statement statement = holder.createStatement()) {
                statement.execute("LOCK TABLES " + WriteLoad.TABLE + " READ");
                fixture.awaitRows(30);
                fixture.load().stop();
                FailoverFixture.waiting("the rows are received")
                        .until(() -> Inspection.of(ahead)
                                .received()
                                .contains(Inspection.of(fixture.primary()).executed()));
                fixture.primary().kill();
                others.forEach(replica -> replica.replication().start());
                gate.awaitBegun();
                gate.open();
                FailoverFixture.waiting("the recovery has cut it off")
                        .until(() ->
                                ahead.replication().status("Replica_IO_Running").equals(Optional.of("No")));
                assertThat(fixture.writable()).isEmpty();
            }

            RecoveryRecord recovery = fixture.awaitRecovery();
            FailoverFixture.startReplicas(others);
            fixture.aftermathOf(recovery)
                    .hasRowsUpTo(fixture.load().acknowledged())
                    .isFollowedByAll();
        }
    }
}
