package io.quorate.supervision;

import io.quorate.model.Downtime;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Observation;
import io.quorate.statemachine.Change;
import io.quorate.statemachine.ClusterState;
import io.quorate.statemachine.FleetChange;
import io.quorate.statemachine.HousekeepingChange;
import io.quorate.statemachine.NoteChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the leader tidies up once a minute; pure. Nothing is proposed that would change nothing, so that the log does
 * not grow by the clock.
 *
 * @param forgetAfter servers not seen for so long are forgotten ({@code UnseenInstanceForgetHours})
 * @param candidateExpiry promotion rules not registered again for so long lapse ({@code
 *     CandidateInstanceExpireMinutes})
 * @param historyRetention detections, recoveries and steps are kept for so long ({@code AuditPurgeDays})
 */
public record Housekeeping(Duration forgetAfter, Duration candidateExpiry, Duration historyRetention) {

    /** A server that a recovery left behind stays out of service for at least so long, come what may. */
    private static final Duration LOST_AT_LEAST = Duration.ofMinutes(1);

    /** The changes to propose now. */
    List<Change> due(ClusterState state, Map<InstanceKey, Observation> observations, Instant now) {
        List<Change> due = new ArrayList<>();
        forgotten(observations, now).ifPresent(due::add);
        lapsed(state, now).ifPresent(due::add);
        state.notes().downtimes().values().stream()
                .filter(downtime -> isFoundAgain(downtime, observations, now))
                .map(downtime -> new NoteChange.EndDowntime(downtime.key()))
                .forEach(due::add);
        return due;
    }

    private Optional<Change> forgotten(Map<InstanceKey, Observation> observations, Instant now) {
        List<InstanceKey> unseen = observations.values().stream()
                .filter(o -> o.lastSeen()
                        .map(seen -> Duration.between(seen, now).compareTo(forgetAfter) > 0)
                        .orElse(false))
                .map(Observation::key)
                .toList();
        return unseen.isEmpty() ? Optional.empty() : Optional.of(new FleetChange.Forget(unseen, now));
    }

    private Optional<Change> lapsed(ClusterState state, Instant now) {
        Change removal =
                new HousekeepingChange.RemoveLapsed(now, now.minus(candidateExpiry), now.minus(historyRetention));
        boolean changes = !removal.applyTo(state).state().equals(state);
        return changes ? Optional.of(removal) : Optional.empty();
    }

    /** Somebody repaired a server that a recovery had left behind: it replicates again. */
    private static boolean isFoundAgain(Downtime downtime, Map<InstanceKey, Observation> observations, Instant now) {
        Observation seen = observations.get(downtime.key());
        return downtime.isLostInRecovery()
                && downtime.isActiveAt(now)
                && downtime.begins().plus(LOST_AT_LEAST).isBefore(now)
                && seen != null
                && seen.isLastCheckValid()
                && seen.instance().map(Instance::isReplicating).orElse(false);
    }
}
