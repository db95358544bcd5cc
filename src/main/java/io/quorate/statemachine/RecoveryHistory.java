package io.quorate.statemachine;

import io.quorate.model.DetectionRecord;
import io.quorate.model.InstanceKey;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.RecoveryStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.pcollections.PSequence;

/**
 * What was detected and what was done about it, oldest first; bounded by the configured retention and by
 * number.
 *
 * @param areDisabled the global switch: no automatic recovery while true
 * @param nextId the number of the next detection, recovery or step; one sequence for all three
 */
public record RecoveryHistory(
        List<DetectionRecord> detections,
        List<RecoveryRecord> recoveries,
        List<RecoveryStep> steps,
        boolean areDisabled,
        long nextId) {

    static final int MOST_DETECTIONS = 5_000;
    static final int MOST_RECOVERIES = 2_000;
    static final int MOST_STEPS = 40_000;

    public static final RecoveryHistory EMPTY = new RecoveryHistory(List.of(), List.of(), List.of(), false, 1);

    public RecoveryHistory {
        detections = Persistent.list(detections);
        recoveries = Persistent.list(recoveries);
        steps = Persistent.list(steps);
    }

    public Optional<RecoveryRecord> recovery(String uid) {
        return recoveries.stream().filter(r -> r.uid().equals(uid)).findFirst();
    }

    /** The steps of one recovery (or of a detection that bore its uid), oldest first. */
    public List<RecoveryStep> stepsOf(String uid) {
        return steps.stream().filter(s -> s.recoveryUid().equals(uid)).toList();
    }

    /** The recovery that keeps another automatic one off this server or cluster now; empty when none does. */
    public Optional<RecoveryRecord> blockerOf(InstanceKey failed, String clusterName, Instant now) {
        return recoveries.stream()
                .filter(r -> r.isActiveAt(now))
                .filter(r -> r.failure().clusterName().equals(clusterName)
                        || r.failure().key().equals(failed)
                        || r.successor().map(failed::equals).orElse(false))
                .findFirst();
    }

    /** The detection of this server that is still active, with that actionability. */
    public Optional<DetectionRecord> activeDetection(InstanceKey failed, boolean actionable, Instant now) {
        return detections.stream()
                .filter(d -> d.isActiveAt(now)
                        && d.isActionable() == actionable
                        && d.failure().key().equals(failed))
                .findFirst();
    }

    RecoveryHistory withDetection(DetectionRecord added) {
        return new RecoveryHistory(
                plus(detections, added, MOST_DETECTIONS), recoveries, steps, areDisabled, nextId + 1);
    }

    RecoveryHistory withRecovery(RecoveryRecord added) {
        return new RecoveryHistory(detections, withRoomFor(added), steps, areDisabled, nextId + 1);
    }

    /** The oldest that ended goes when there are too many; one that runs never does. */
    private List<RecoveryRecord> withRoomFor(RecoveryRecord added) {
        PSequence<RecoveryRecord> all = Persistent.list(recoveries).plus(added);
        if (all.size() <= MOST_RECOVERIES) {
            return all;
        }
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).isRunning()) {
                return all.minus(i);
            }
        }
        return all;
    }

    RecoveryHistory withStep(String uid, Instant at, String message) {
        RecoveryStep step = new RecoveryStep(nextId, uid, at, message);
        return new RecoveryHistory(detections, recoveries, plus(steps, step, MOST_STEPS), areDisabled, nextId + 1);
    }

    RecoveryHistory withRecoveries(Predicate<RecoveryRecord> which, UnaryOperator<RecoveryRecord> change) {
        List<RecoveryRecord> changed = recoveries.stream()
                .map(r -> which.test(r) ? change.apply(r) : r)
                .toList();
        return new RecoveryHistory(detections, changed, steps, areDisabled, nextId);
    }

    RecoveryHistory withDetections(Predicate<DetectionRecord> which, UnaryOperator<DetectionRecord> change) {
        List<DetectionRecord> changed = detections.stream()
                .map(d -> which.test(d) ? change.apply(d) : d)
                .toList();
        return new RecoveryHistory(changed, recoveries, steps, areDisabled, nextId);
    }

    RecoveryHistory withDisabled(boolean disabled) {
        return new RecoveryHistory(detections, recoveries, steps, disabled, nextId);
    }

    /** Without what is older than the retention; running recoveries and active periods stay. */
    RecoveryHistory withoutOlderThan(Instant oldest, Instant now) {
        List<RecoveryRecord> keptRecoveries = recoveries.stream()
                .filter(r ->
                        r.isRunning() || r.isActiveAt(now) || !r.startedAt().isBefore(oldest))
                .toList();
        List<DetectionRecord> keptDetections = detections.stream()
                .filter(d -> d.isActiveAt(now) || !d.startedAt().isBefore(oldest))
                .toList();
        Set<String> keptUids = keptRecoveries.stream().map(RecoveryRecord::uid).collect(Collectors.toSet());
        List<RecoveryStep> keptSteps = steps.stream()
                .filter(s -> !s.at().isBefore(oldest) || keptUids.contains(s.recoveryUid()))
                .toList();
        return new RecoveryHistory(keptDetections, keptRecoveries, keptSteps, areDisabled, nextId);
    }

    /** The oldest goes when there are too many: a snapshot must stay small whatever the retention allows. */
    private static <T> List<T> plus(List<T> list, T added, int most) {
        PSequence<T> all = Persistent.list(list).plus(added);
        return all.size() > most ? all.minus(0) : all;
    }
}
