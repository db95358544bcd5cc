package io.quorate.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.BinlogCoordinates;
import io.quorate.model.FailureSummary;
import io.quorate.model.InstanceKey;
import io.quorate.model.RecoveryKind;
import io.quorate.model.RecoveryRecord;
import io.quorate.statemachine.RecoveryChange.Acknowledge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecoveryChangeTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
    private static final InstanceKey DB1 = new InstanceKey("db1", 3306);
    private static final InstanceKey DB2 = new InstanceKey("db2", 3306);
    private static final Duration HOUR = Duration.ofHours(1);

    private ClusterState state = ClusterState.EMPTY;

    @Test
    void aFailureIsRegisteredOncePerPeriod() {
        assertThat(detect(DB1, AT).isDone()).isTrue();
        assertThat(detect(DB1, AT.plusSeconds(3599)).isDone()).isFalse();
        assertThat(detect(DB1, AT.plusSeconds(3600)).isDone()).isTrue();
    }

    @Test
    void oneRecoveryRunsOnAClusterAtATime() {
        assertThat(recover("u1", DB1, "db1:3306", false, AT).isDone()).isTrue();
        assertThat(reason(recover("u2", DB2, "db1:3306", false, AT.plusSeconds(1))))
                .contains("recovery 1 of db1:3306")
                .contains("is running");
        assertThat(recover("u3", DB2, "db2:3306", false, AT).isDone()).isTrue();
    }

    @Test
    void aForcedRecoveryWaitsForARunningOneButNotForAnEndedOne() {
        recover("u1", DB1, "db1:3306", false, AT);
        assertThat(recover("u2", DB1, "db1:3306", true, AT.plusSeconds(1)).isDone())
                .isFalse();
        resolve("u1", Optional.of(DB2));
        assertThat(recover("u3", DB1, "db1:3306", false, AT.plusSeconds(2)).isDone())
                .isFalse();
        assertThat(recover("u4", DB1, "db1:3306", true, AT.plusSeconds(2)).isDone())
                .isTrue();
        assertThat(state.recoveries().recovery("u1").orElseThrow().acknowledgement())
                .isPresent();
    }

    @Test
    void theSuccessorIsNotFailedOverAgainWithinThePeriod() {
        recover("u1", DB1, "db1:3306", false, AT);
        resolve("u1", Optional.of(DB2));
        Outcome flapping = recover("u2", DB2, "db2:3306", false, AT.plusSeconds(10));
        assertThat(reason(flapping)).contains("blocks another until 2026-03-01T11:00:00Z");
        assertThat(recover("u3", DB2, "db2:3306", false, AT.plus(HOUR)).isDone())
                .isTrue();
    }

    @Test
    void oneThatEndedBeforeItChangedAnythingBlocksBriefly() {
        recover("u1", DB1, "db1:3306", false, AT);
        apply(new RecoveryChange.ResolveRecovery(
                "u1", RecoveryRecord.Result.failed(List.of("vetoed")), AT.plusSeconds(2)));
        assertThat(reason(recover("u2", DB1, "db1:3306", false, AT.plusSeconds(31))))
                .contains("blocks another until 2026-03-01T10:00:32Z");
        assertThat(recover("u3", DB1, "db1:3306", false, AT.plusSeconds(32)).isDone())
                .isTrue();
    }

    @Test
    void oneThatFailedAfterItChangedAServerBlocksForThePeriod() {
        recover("u1", DB1, "db1:3306", false, AT);
        RecoveryRecord.Result result = new RecoveryRecord.Result(
                false, Optional.empty(), "", "", BinlogCoordinates.NONE, List.of(DB2), List.of(), List.of("broken"));
        apply(new RecoveryChange.ResolveRecovery("u1", result, AT.plusSeconds(2)));
        assertThat(reason(recover("u2", DB1, "db1:3306", false, AT.plusSeconds(40))))
                .contains("blocks another until 2026-03-01T11:00:00Z");
    }

    @Test
    void aShortPeriodIsNotMadeLonger() {
        apply(new RecoveryChange.RegisterRecovery(
                "u1", RecoveryKind.PRIMARY, failure(DB1, "db1:3306"), "n1", 1, 0, false, AT, Duration.ofSeconds(5)));
        apply(new RecoveryChange.ResolveRecovery(
                "u1", RecoveryRecord.Result.failed(List.of("vetoed")), AT.plusSeconds(2)));
        assertThat(recover("u2", DB1, "db1:3306", false, AT.plusSeconds(5)).isDone())
                .isTrue();
    }

    @Test
    void acknowledgingAClusterAllowsANewDetectionAndANewRecovery() {
        detect(DB1, AT);
        recover("u1", DB1, "db1:3306", false, AT);
        resolve("u1", Optional.empty());
        apply(new Acknowledge(
                new Acknowledge.Scope(Acknowledge.Scope.Kind.CLUSTER, "orders"), "me", "seen", AT.plusSeconds(5)));
        assertThat(detect(DB1, AT.plusSeconds(6)).isDone()).isTrue();
        assertThat(recover("u2", DB1, "db1:3306", false, AT.plusSeconds(6)).isDone())
                .isTrue();
    }

    @Test
    void aRecoveryWhoseNodeDiedBlocksNobodyOnceAbandoned() {
        recover("u1", DB1, "db1:3306", false, AT);
        apply(new RecoveryChange.AbandonRecovery("u1", "the node ended", AT.plusSeconds(3)));
        assertThat(recover("u2", DB1, "db1:3306", false, AT.plusSeconds(4)).isDone())
                .isTrue();
    }

    @Test
    void anEndedRecoveryCannotEndAgain() {
        recover("u1", DB1, "db1:3306", false, AT);
        assertThat(resolve("u1", Optional.of(DB2)).isDone()).isTrue();
        assertThat(resolve("u1", Optional.empty()).isDone()).isFalse();
        assertThat(state.recoveries().recovery("u1").orElseThrow().successor()).contains(DB2);
    }

    @Test
    void housekeepingKeepsWhatStillMatters() {
        recover("u1", DB1, "db1:3306", false, AT);
        apply(new RecoveryChange.RecordSteps("u1", List.of(new RecoveryChange.RecordSteps.Step(AT, "begun"))));
        Instant later = AT.plus(Duration.ofDays(30));
        apply(new HousekeepingChange.RemoveLapsed(later, later, later));
        assertThat(state.recoveries().stepsOf("u1")).hasSize(1);
        resolve("u1", Optional.empty());
        apply(new HousekeepingChange.RemoveLapsed(later, later, later));
        assertThat(state.recoveries().recoveries()).isEmpty();
        assertThat(state.recoveries().steps()).isEmpty();
    }

    private Outcome detect(InstanceKey failed, Instant at) {
        return apply(new RecoveryChange.RegisterDetection(failure(failed, failed.toString()), true, "n1", at, HOUR));
    }

    private Outcome recover(String uid, InstanceKey failed, String cluster, boolean forced, Instant at) {
        return apply(new RecoveryChange.RegisterRecovery(
                uid, RecoveryKind.PRIMARY, failure(failed, cluster), "n1", 1, 0, forced, at, HOUR));
    }

    private Outcome resolve(String uid, Optional<InstanceKey> successor) {
        return apply(new RecoveryChange.ResolveRecovery(
                uid,
                new RecoveryRecord.Result(
                        successor.isPresent(),
                        successor,
                        "",
                        "",
                        BinlogCoordinates.NONE,
                        List.of(),
                        List.of(),
                        List.of()),
                AT.plusSeconds(2)));
    }

    private static FailureSummary failure(InstanceKey failed, String cluster) {
        return new FailureSummary(
                failed, "DeadMaster", "", List.of(), cluster, "orders", "", true, false, List.of(DB2), "");
    }

    private Outcome apply(Change change) {
        Transition transition = change.applyTo(state);
        state = transition.state();
        return transition.outcome();
    }

    private static String reason(Outcome outcome) {
        return outcome.fold(id -> "done as " + id, reason -> reason);
    }
}
