package io.quorate.recovery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.BinlogCoordinates;
import io.quorate.model.ClusterFilter;
import io.quorate.model.FailureSummary;
import io.quorate.model.InstanceKey;
import io.quorate.model.RecoveryKind;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.Topologies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryGateTest {

    private static final Instant NOW = Topologies.NOW;
    private static final String HEALTHY = "db1 primary refused\n+ db2";

    @Test
    void nothingAgainstIt() {
        assertThat(ask(HEALTHY, false).isGo()).isTrue();
    }

    @ParameterizedTest(name = "{0}, forced {1}: go {2}")
    @CsvSource(textBlock = """
            none,                    false, true
            ended a minute ago,      false, false
            ended a minute ago,      true,  true
            acknowledged,            false, true
            ended two hours ago,     false, true
            running,                 false, false
            running,                 true,  false
            promoted the failed one, false, false
            promoted the failed one, true,  true
            other cluster,           false, true
            """)
    void formerRecoveries(String history, boolean forced, boolean expected) {
        List<RecoveryRecord> recoveries = history.equals("none") ? List.of() : List.of(former(history));
        RecoveryGate.Answer answer = RecoveryGate.ask(
                failure("db1"),
                Topologies.parse(HEALTHY),
                new RecoveryGate.Facts(false, recoveries),
                ClusterFilter.ALL,
                forced,
                NOW);
        assertThat(answer.isGo()).as("%s", answer.objection()).isEqualTo(expected);
    }

    @Test
    void theReasonSaysWhatBlocksUntilWhenAndWhatToDo() {
        RecoveryGate.Answer answer = RecoveryGate.ask(
                failure("db1"),
                Topologies.parse(HEALTHY),
                new RecoveryGate.Facts(false, List.of(former("promoted the failed one"))),
                ClusterFilter.ALL,
                false,
                NOW);
        assertThat(answer.objection())
                .contains("db1:3306 was promoted by recovery 7 of db0:3306 (DeadMaster) and is not replaced before"
                        + " 2026-01-01T12:59:00Z unless that is acknowledged");
    }

    @Test
    void theGlobalSwitchStopsAutomaticRecoveriesOnly() {
        RecoveryGate.Facts disabled = new RecoveryGate.Facts(true, List.of());
        assertThat(ask(disabled, false).objection())
                .contains("recoveries are disabled; enable-global-recoveries allows them again");
        assertThat(ask(disabled, true).isGo()).isTrue();
    }

    @Test
    void withoutAFilterNothingIsRecoveredByItself() {
        RecoveryGate.Answer answer = RecoveryGate.ask(
                failure("db1"),
                Topologies.parse(HEALTHY),
                new RecoveryGate.Facts(false, List.of()),
                ClusterFilter.NONE,
                false,
                NOW);
        assertThat(answer.objection())
                .contains("no filter for automatic recovery covers the cluster db1:3306, alias 'orders'"
                        + " (RecoverMasterClusterFilters)");
    }

    @Test
    void downtimeAndMaintenanceStopAutomaticRecoveriesOnly() {
        assertThat(ask("db1 primary refused downtime\n+ db2", false).objection())
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("db1:3306 is downtimed: drawn, until "));
        assertThat(ask("db1 primary refused downtime\n+ db2", true).isGo()).isTrue();
        assertThat(ask("db1 primary refused downtime-over\n+ db2", false).isGo())
                .isTrue();
        assertThat(ask("db1 primary refused maintenance\n+ db2", false).objection())
                .contains("db1:3306 is in maintenance");
    }

    private static RecoveryGate.Answer ask(String text, boolean forced) {
        return RecoveryGate.ask(
                failure("db1"),
                Topologies.parse(text),
                new RecoveryGate.Facts(false, List.of()),
                ClusterFilter.ALL,
                forced,
                NOW);
    }

    private static RecoveryGate.Answer ask(RecoveryGate.Facts facts, boolean forced) {
        return RecoveryGate.ask(failure("db1"), Topologies.parse(HEALTHY), facts, ClusterFilter.ALL, forced, NOW);
    }

    private static RecoveryRecord former(String how) {
        return switch (how) {
            case "running" -> record("db1", NOW.minusSeconds(60));
            case "ended a minute ago" -> ended(record("db1", NOW.minusSeconds(60)), "db2");
            case "ended two hours ago" -> ended(record("db1", NOW.minusSeconds(7200)), "db2");
            case "acknowledged" ->
                ended(record("db1", NOW.minusSeconds(60)), "db2")
                        .acknowledged(new RecoveryRecord.Acknowledgement("me", "seen", NOW));
            case "promoted the failed one" -> ended(record("db0", NOW.minusSeconds(60)), "db1");
            default -> ended(record("db7", NOW.minusSeconds(60)), "db8");
        };
    }

    private static RecoveryRecord record(String failed, Instant started) {
        return new RecoveryRecord(
                7,
                "u7",
                RecoveryKind.PRIMARY,
                failure(failed),
                "n1",
                1,
                1,
                started,
                started.plus(Duration.ofHours(1)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static RecoveryRecord ended(RecoveryRecord record, String successor) {
        return record.resolved(
                new RecoveryRecord.Result(
                        true,
                        Optional.of(Topologies.key(successor)),
                        "",
                        "",
                        BinlogCoordinates.NONE,
                        List.of(),
                        List.of(),
                        List.of()),
                record.startedAt().plusSeconds(1));
    }

    private static FailureSummary failure(String name) {
        InstanceKey key = Topologies.key(name);
        return new FailureSummary(
                key, "DeadMaster", "", List.of(), key.toString(), "orders", "", true, false, List.of(), "");
    }
}
