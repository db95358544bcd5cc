package io.quorate.recovery.run;

import io.quorate.model.BinlogCoordinates;
import io.quorate.model.InstanceKey;
import io.quorate.model.RecoveryRecord;
import io.quorate.operations.plan.Step;
import io.quorate.operations.run.PlanReport;
import io.quorate.operations.run.StrandReport;
import io.quorate.recovery.plan.Measurement;
import io.quorate.recovery.plan.Reading;
import io.quorate.recovery.plan.RecoveryPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a recovery has come to so far: errors, servers that were changed, replicas that were lost. One actor's own. */
final class Progress {

    private final List<String> errors = new ArrayList<>();
    private final Set<InstanceKey> participants = new TreeSet<>();
    private final Map<InstanceKey, String> lost = new TreeMap<>();

    void error(String sentence) {
        errors.add(sentence);
    }

    void lose(InstanceKey key, String reason) {
        lost.put(key, reason);
    }

    Map<InstanceKey, String> lost() {
        return lost;
    }

    void took(PlanReport report) {
        for (StrandReport strand : report.strands()) {
            boolean changed = strand.steps().stream()
                    .anyMatch(s -> s.step().changes()
                            && (s.outcome().isDone() || s.outcome().isEffectUnknown()));
            if (changed) {
                participants.add(strand.key());
            }
        }
    }

    /** All that was changed is as it was before. */
    void undone() {
        participants.clear();
    }

    RecoveryRecord.Result failed() {
        return new RecoveryRecord.Result(
                false,
                Optional.empty(),
                "",
                "",
                BinlogCoordinates.NONE,
                List.copyOf(participants),
                List.copyOf(lost.keySet()),
                errors);
    }

    RecoveryRecord.Result succeeded(RecoveryPlan plan, String alias, BinlogCoordinates coordinates) {
        return new RecoveryRecord.Result(
                true,
                Optional.of(plan.successor()),
                alias,
                plan.method(),
                coordinates,
                List.copyOf(participants),
                List.copyOf(lost.keySet()),
                errors);
    }

    /** What a freeze found. */
    static Measurement measurement(PlanReport report) {
        Map<InstanceKey, Reading> readings = new HashMap<>();
        report.readings()
                .forEach((key, status) -> readings.put(key, new Reading(key, status.channels(), status.executed())));
        Map<InstanceKey, String> failures = new HashMap<>();
        report.failures()
                .forEach(f -> failures.put(
                        f.key(), f.failure().map(s -> s.outcome().reason()).orElse("it was not read")));
        return new Measurement(readings, failures, Map.of());
    }

    /**
     * The measurement without a candidate whose promotion failed; empty when another one must not be tried, since that
     * one may take writes.
     *
     * @param report all that was done to promote it
     */
    static Optional<Measurement> without(PlanReport report, StrandReport failed, Measurement measurement) {
        boolean mayTakeWrites = failed.failure()
                .map(f -> f.step() instanceof Step.SetReadOnly && f.outcome().isEffectUnknown())
                .orElse(true);
        if (mayTakeWrites) {
            return Optional.empty();
        }
        String reason = failed.stateLeft();
        boolean isReset = report.strands().stream()
                .anyMatch(s -> s.key().equals(failed.key()) && s.hasDone(Step.ResetReplication.class));
        boolean isGone = isReset
                || failed.failure().map(f -> f.outcome().isEffectUnknown()).orElse(false);
        return Optional.of(
                isGone ? measurement.losing(failed.key(), reason) : measurement.rulingOut(failed.key(), reason));
    }

    /** Whether a replica that failed to follow has at least been pointed at the successor and started. */
    static boolean isOnItsWay(StrandReport strand) {
        return strand.hasDone(Step.ChangeSource.class) && strand.hasDone(Step.StartReplication.class);
    }
}
