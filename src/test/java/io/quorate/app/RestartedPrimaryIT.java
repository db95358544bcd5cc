package io.quorate.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.RecoveryRecord;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.ServerDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A primary comes back while it is being replaced. */
class RestartedPrimaryIT {

    /** The hook holds the recovery until the primary runs again: the replicas have reconnected by then. */
    @Test
    void onePrimaryIsLeftWhenTheOldOneRestartsInTheMiddle(@TempDir Path folder) throws IOException {
        Path begun = folder.resolve("begun");
        Path go = folder.resolve("go");
        String hook =
                "touch " + begun + "; for i in $(seq 600); do [ -e " + go + " ] && exit 0; sleep 0.05; done; exit 1";
        try (FailoverFixture fixture = FailoverFixture.start(
                ServerDistribution.MYSQL_8_0,
                builder -> builder.replicas(2),
                Map.of("PreFailoverProcesses", List.of(hook)))) {
            fixture.awaitRows(20);
            fixture.load().stop();
            fixture.servers().awaitCaughtUp(Duration.ofSeconds(30));
            SandboxServer old = fixture.primary();
            old.kill();
            FailoverFixture.waiting("the hook begins").until(() -> Files.exists(begun));

            old.start();
            fixture.servers()
                    .replicas()
                    .forEach(replica -> FailoverFixture.waiting(replica + " is connected again")
                            .until(() -> replica.replication().isRunning()));
            Files.createFile(go);

            RecoveryRecord recovery = fixture.awaitRecovery();
            FailoverFixture.waiting("one server takes writes")
                    .until(() -> fixture.writable().size() == 1);
            SandboxServer primary = fixture.aftermathOf(recovery).promoted();
            assertThat(fixture.writable()).containsExactly(primary);
            assertThat(Inspection.of(primary).rowsUpTo(fixture.load().acknowledged()))
                    .isEqualTo(fixture.load().acknowledged());
            fixture.servers().replicas().stream()
                    .filter(replica -> replica != primary)
                    .forEach(replica ->
                            assertThat(replica.replication().source()).hasValue(primary.key()));
        }
    }
}
