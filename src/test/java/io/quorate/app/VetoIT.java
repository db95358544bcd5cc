package io.quorate.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.RecoveryRecord;
import io.quorate.sandbox.ServerDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Hooks of a failover: what they are told, and how they forbid it. */
class VetoIT {

    @TempDir
    private Path folder;

    private static FailoverFixture start(ServerDistribution distribution, Map<String, ?> settings) {
        return FailoverFixture.start(distribution, builder -> builder.replicas(2), settings);
    }

    @EachVersion
    void aHookThatFailsBeforeTheFailoverForbidsIt(ServerDistribution distribution) throws IOException {
        Path told = folder.resolve("told");
        try (FailoverFixture fixture = start(
                distribution,
                Map.of(
                        "PreFailoverProcesses",
                                List.of("echo the office is closed; exit 7", "touch " + folder.resolve("next")),
                        "PostUnsuccessfulFailoverProcesses", List.of("echo {failureType} {failedPort} > " + told)))) {
            fixture.primary().kill();

            RecoveryRecord recovery = fixture.awaitRecovery();
            assertThat(recovery.successor()).isEmpty();
            assertThat(recovery.result().orElseThrow().errors())
                    .anySatisfy(reason -> assertThat(reason).contains("7").contains("the office is closed"));
            fixture.assertReplicasUntouched();
            assertThat(folder.resolve("next")).doesNotExist();
            FailoverFixture.waiting("the hook after a failure runs").until(() -> Files.exists(told));
            FailoverFixture.waiting("it is told what failed")
                    .until(() -> Files.readString(told)
                            .equals("DeadMaster " + fixture.primary().port() + "\n"));
        }
    }

    @EachVersion
    void aHookThatHangsForbidsTheFailoverWhenItsTimeIsOver(ServerDistribution distribution) {
        try (FailoverFixture fixture =
                start(distribution, Map.of("PreFailoverProcesses", List.of("sleep 600"), "HookTimeoutSeconds", 1))) {
            fixture.primary().kill();

            RecoveryRecord recovery = fixture.awaitRecovery();
            assertThat(recovery.successor()).isEmpty();
            assertThat(recovery.result().orElseThrow().errors())
                    .anySatisfy(reason ->
                            assertThat(reason).contains("vetoed by PreFailoverProcesses", "ran longer than 1 s"));
            fixture.assertReplicasUntouched();
        }
    }

    @EachVersion
    void hooksAfterTheFailoverAreToldWhoTookOver(ServerDistribution distribution) throws IOException {
        Path told = folder.resolve("told");
        try (FailoverFixture fixture = start(
                distribution,
                Map.of(
                        "OnFailureDetectionProcesses", List.of("echo detected {failureType} >> " + told),
                        "PostMasterFailoverProcesses",
                                List.of("echo promoted $ORC_SUCCESSOR_PORT {isSuccessful} >> " + told),
                        "PostFailoverProcesses", List.of("echo done {failedPort} >> " + told)))) {
            fixture.primary().kill();

            RecoveryRecord recovery = fixture.awaitRecovery();
            int promoted = recovery.successor().orElseThrow().port();
            FailoverFixture.waiting("all hooks have run")
                    .untilAsserted(() -> assertThat(Files.readAllLines(told))
                            .containsExactly(
                                    "detected DeadMaster",
                                    "promoted " + promoted + " true",
                                    "done " + fixture.primary().port()));
        }
    }
}
