package io.quorate.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.Downtime;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.Observation;
import io.quorate.model.PromotionRule;
import io.quorate.model.Topologies;
import io.quorate.statemachine.Change;
import io.quorate.statemachine.ClusterState;
import io.quorate.statemachine.FleetChange;
import io.quorate.statemachine.NoteChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HousekeepingTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final InstanceKey DB2 = new InstanceKey("db2", 3306);
    private static final Housekeeping HOUSEKEEPING =
            new Housekeeping(Duration.ofDays(10), Duration.ofHours(1), Duration.ofDays(7));

    private final Map<InstanceKey, Observation> seen = observed("""
            db1 primary
            + db2 replica
            """);

    @Test
    void proposesNothingWhereNothingIsOver() {
        assertThat(HOUSEKEEPING.due(ClusterState.EMPTY, seen, NOW)).isEmpty();
    }

    @Test
    void forgetsServersThatWereNotSeenForTooLong() {
        Instant later = NOW.plus(Duration.ofHours(241));
        assertThat(HOUSEKEEPING.due(ClusterState.EMPTY, seen, later))
                .singleElement()
                .isInstanceOfSatisfying(
                        FleetChange.Forget.class,
                        forget -> assertThat(forget.keys()).hasSize(2));
    }

    @Test
    void letsPromotionRulesLapse() {
        ClusterState state = with(new NoteChange.RegisterCandidate(DB2, PromotionRule.PREFER, NOW));
        assertThat(HOUSEKEEPING.due(state, seen, NOW.plus(Duration.ofMinutes(59))))
                .isEmpty();
        assertThat(HOUSEKEEPING.due(state, seen, NOW.plus(Duration.ofMinutes(61))))
                .hasSize(1);
    }

    @Test
    void endsTheDowntimeOfALostServerThatReplicatesAgain() {
        ClusterState state = with(lost(Downtime.LOST_IN_RECOVERY));
        assertThat(HOUSEKEEPING.due(state, seen, NOW.plusSeconds(59))).isEmpty();
        assertThat(HOUSEKEEPING.due(state, seen, NOW.plusSeconds(61))).containsExactly(new NoteChange.EndDowntime(DB2));
    }

    @Test
    void leavesADowntimeThatAPersonGave() {
        ClusterState state = with(lost("new disks"));
        assertThat(HOUSEKEEPING.due(state, seen, NOW.plusSeconds(61))).isEmpty();
    }

    @Test
    void leavesTheDowntimeOfALostServerThatDoesNotReplicate() {
        ClusterState state = with(lost(Downtime.LOST_IN_RECOVERY));
        Map<InstanceKey, Observation> stopped = observed("""
                db1 primary
                + db2 replica io-stopped
                """);
        assertThat(HOUSEKEEPING.due(state, stopped, NOW.plusSeconds(61))).isEmpty();
    }

    private static Change lost(String reason) {
        return new NoteChange.BeginDowntime(new Downtime(DB2, "me", reason, NOW, NOW.plus(Duration.ofDays(365))));
    }

    private static ClusterState with(Change... changes) {
        ClusterState state = ClusterState.EMPTY;
        for (Change change : List.of(changes)) {
            state = change.applyTo(state).state();
        }
        return state;
    }

    private static Map<InstanceKey, Observation> observed(String topology) {
        return Topologies.parse(topology, NOW).members().stream()
                .map(Member::observation)
                .collect(Collectors.toMap(Observation::key, o -> o));
    }
}
