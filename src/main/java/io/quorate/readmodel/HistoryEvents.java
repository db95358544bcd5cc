package io.quorate.readmodel;

import io.quorate.model.RecoveryRecord;
import io.quorate.model.RecoveryStep;
import io.quorate.statemachine.ClusterState;
import io.quorate.statemachine.RecoveryHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Tells what is new in each applied state. States arrive in order, one at a time. */
final class HistoryEvents {

    private final Consumer<FleetEvent> listener;
    private ClusterState last;

    HistoryEvents(ClusterState start, Consumer<FleetEvent> listener) {
        this.last = start;
        this.listener = listener;
    }

    synchronized void applied(ClusterState state) {
        ClusterState before = last;
        last = state;
        if (!Identity.same(before.recoveries(), state.recoveries())) {
            tellHistory(before.recoveries(), state.recoveries());
        }
        if (!Identity.same(before.notes(), state.notes())) {
            listener.accept(new FleetEvent.NotesChanged());
        }
    }

    private void tellHistory(RecoveryHistory before, RecoveryHistory now) {
        long newFrom = before.nextId();
        now.detections().stream()
                .filter(d -> d.id() >= newFrom)
                .forEach(d -> listener.accept(new FleetEvent.FailureDetected(d)));
        now.recoveries().stream()
                .filter(r -> r.id() >= newFrom)
                .forEach(r -> listener.accept(new FleetEvent.RecoveryStarted(r)));
        newSteps(now, newFrom)
                .forEach(step -> now.recovery(step.recoveryUid())
                        .ifPresent(recovery -> listener.accept(new FleetEvent.RecoveryAdvanced(recovery, step))));
        now.recoveries().stream()
                .filter(r -> !r.isRunning() && wasRunning(before, r))
                .forEach(r -> listener.accept(new FleetEvent.RecoveryEnded(r)));
    }

    private static boolean wasRunning(RecoveryHistory before, RecoveryRecord recovery) {
        return before.recovery(recovery.uid()).map(RecoveryRecord::isRunning).orElse(true)
                && (recovery.id() >= before.nextId()
                        || before.recovery(recovery.uid()).isPresent());
    }

    private static List<RecoveryStep> newSteps(RecoveryHistory now, long newFrom) {
        List<RecoveryStep> found = new ArrayList<>();
        List<RecoveryStep> steps = now.steps();
        for (int i = steps.size() - 1; i >= 0 && steps.get(i).id() >= newFrom; i--) {
            found.add(steps.get(i));
        }
        Collections.reverse(found);
        return found;
    }
}
