package io.quorate.statemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.model.BinlogCoordinates;
import io.quorate.model.Downtime;
import io.quorate.model.FailureSummary;
import io.quorate.model.InstanceKey;
import io.quorate.model.PromotionRule;
import io.quorate.model.RecoveryKind;
import io.quorate.model.RecoveryRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StateCodecTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:15:30.123456789Z");
    private static final InstanceKey DB1 = new InstanceKey("db1", 3306);
    private static final InstanceKey V6 = new InstanceKey("2001:db8::1", 3307);
    private static final FailureSummary FAILURE = new FailureSummary(
            DB1,
            "DeadMaster",
            "does not answer",
            List.of("db2 lost it"),
            "db1:3306",
            "orders",
            "",
            true,
            false,
            List.of(V6),
            "");

    /** One of each kind of change. */
    static List<Change> examples() {
        return List.of(
                new FleetChange.Discover(new TreeSet<>(List.of(DB1, V6))),
                new FleetChange.Forget(List.of(V6), AT),
                new NoteChange.BeginDowntime(new Downtime(V6, "me", "why \u00e9", AT, AT.plusSeconds(60))),
                new NoteChange.EndDowntime(DB1),
                new NoteChange.BeginMaintenance(DB1, "me", "move", AT, Optional.of(AT.plusSeconds(5))),
                new NoteChange.EndMaintenance(1),
                new NoteChange.RegisterCandidate(V6, PromotionRule.PREFER_NOT, AT),
                new NoteChange.PutTag(V6, "role", ""),
                new NoteChange.DeleteTag(DB1, "role"),
                new NoteChange.SetUnresolvedName(DB1, "vip"),
                new NoteChange.SetAliasOverride("db1:3306", "orders"),
                new RecoveryChange.RegisterDetection(FAILURE, true, "n1", AT, Duration.ofMinutes(60)),
                new RecoveryChange.RegisterRecovery(
                        "u1", RecoveryKind.PRIMARY, FAILURE, "n1", 7, 1, false, AT, Duration.ofHours(1)),
                new RecoveryChange.RecordUndertaking(
                        "u1", 7, new RecoveryRecord.Undertaking(List.of(V6), Optional.of(V6))),
                new RecoveryChange.RecordSteps("u1", List.of(new RecoveryChange.RecordSteps.Step(AT, "stopped"))),
                new RecoveryChange.ResolveRecovery(
                        "u1",
                        new RecoveryRecord.Result(
                                true,
                                Optional.of(V6),
                                "",
                                "MasterRecoveryGTID",
                                BinlogCoordinates.binary("bin.000002", 4),
                                List.of(V6),
                                List.of(),
                                List.of()),
                        AT.plusSeconds(1)),
                new RecoveryChange.AbandonRecovery("u1", "the node ended", AT),
                new RecoveryChange.ReplaceRecovery(
                        new RecoveryChange.AbandonRecovery("u1", "the node ended", AT),
                        new RecoveryChange.RegisterRecovery(
                                "u2", RecoveryKind.PRIMARY, FAILURE, "n2", 8, 1, false, AT, Duration.ofHours(1))),
                new RecoveryChange.Acknowledge(
                        new RecoveryChange.Acknowledge.Scope(RecoveryChange.Acknowledge.Scope.Kind.CLUSTER, "orders"),
                        "me",
                        "seen",
                        AT),
                new RecoveryChange.SetRecoveriesDisabled(true),
                new HousekeepingChange.RemoveLapsed(AT, AT.minusSeconds(60), AT.minusSeconds(600)),
                new KeyValueChange.PutKeyValues(new TreeMap<>(java.util.Map.of("mysql/master/orders", "db2:3306"))),
                new KeyValueChange.WriteKeyValues(
                        List.of(
                                KeyValueChange.Condition.version("mysql/master/orders", 1),
                                KeyValueChange.Condition.value("mysql/master/orders", "db2:3306"),
                                KeyValueChange.Condition.absent("lock")),
                        new TreeMap<>(java.util.Map.of("lock", "n1 \u20ac", "empty", "")),
                        new TreeSet<>(List.of("mysql/master/orders", "nothing"))),
                new RegistrationChange.SubmitPool("readers", new TreeSet<>(List.of(DB1, V6)), AT, AT.plusSeconds(3600)),
                new RegistrationChange.PutHostAttribute("*", "orders.domain", "db1:3306", AT),
                new RegistrationChange.RecordInjectedMarker("db1:3306", AT),
                new RegistrationChange.GenerateAccessToken(
                        "ab12", "me", AT, AT.plusSeconds(60), AT.plusSeconds(86_400), false),
                new RegistrationChange.AcquireAccessToken("ab12", "0f".repeat(32), AT.plusSeconds(5)));
    }

    @Test
    void everyKindOfChangeHasAnExampleAndAName() {
        Set<Class<?>> kinds = new HashSet<>();
        for (Class<?> group : Change.class.getPermittedSubclasses()) {
            kinds.addAll(List.of(group.getPermittedSubclasses()));
        }
        Set<Class<?>> shown = new HashSet<>();
        examples().forEach(change -> shown.add(change.getClass()));
        assertThat(shown).isEqualTo(kinds);
        assertThat(new HashSet<>(StateCodec.NAMES.values())).isEqualTo(kinds);
    }

    @Test
    void everyChangeComesBackAsItWas() {
        for (Change change : examples()) {
            assertThat(StateCodec.decodeChange(StateCodec.encode(change))).isEqualTo(change);
        }
    }

    @Test
    void theStateComesBackAsItWasAfterEveryChange() {
        ClusterState state = ClusterState.EMPTY;
        for (Change change : examples()) {
            state = change.applyTo(state).state();
            assertThat(StateCodec.decodeState(StateCodec.encode(state)))
                    .as("after %s", change)
                    .isEqualTo(state);
        }
    }

    @Test
    void applyingTheSameChangesGivesTheSameBytes() {
        List<byte[]> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            ClusterState state = ClusterState.EMPTY;
            for (Change change : examples()) {
                state = change.applyTo(state).state();
            }
            runs.add(StateCodec.encode(state));
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1));
    }

    @Test
    void bytesThatAreNoChangeAreRefusedWithASentence() {
        assertThatThrownBy(() -> StateCodec.decodeChange("nonsense".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot decode 8 bytes as a Change");
    }
}
