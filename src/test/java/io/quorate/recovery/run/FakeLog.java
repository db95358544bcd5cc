package io.quorate.recovery.run;

import io.quorate.log.Leadership;
import io.quorate.log.LogUnavailable;
import io.quorate.log.ReplicatedLog;
import io.quorate.statemachine.Change;
import io.quorate.statemachine.ClusterState;
import io.quorate.statemachine.Outcome;
import io.quorate.statemachine.RecoveryChange;
import io.quorate.statemachine.Transition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A log in memory that agrees at once; leadership is what the test says. */
final class FakeLog implements ReplicatedLog {

    private ClusterState state = ClusterState.EMPTY;
    private Leadership leadership = new Leadership(true, 7, Optional.of("n1"));
    private final List<Change> changes = new ArrayList<>();

    @Override
    public synchronized CompletionStage<Outcome> propose(Change change) {
        if (!leadership.isLeader()) {
            return CompletableFuture.failedFuture(new LogUnavailable("this node does not lead"));
        }
        Transition transition = change.applyTo(state);
        state = transition.state();
        if (transition.outcome().isDone()) {
            changes.add(change);
            notifyAll();
        }
        return CompletableFuture.completedFuture(transition.outcome());
    }

    @Override
    public CompletionStage<Outcome> propose(Change change, String requestId) {
        return propose(change);
    }

    /** From now on another node leads. */
    synchronized void loseLeadership() {
        leadership = new Leadership(false, 8, Optional.of("n2"));
    }

    synchronized void lead(long epoch) {
        leadership = new Leadership(true, epoch, Optional.of("n1"));
    }

    /** The messages of the steps of this recovery. */
    synchronized List<String> steps(String uid) {
        return state.recoveries().stepsOf(uid).stream().map(s -> s.message()).toList();
    }

    /** Returns once this step was recorded. */
    synchronized void awaitStep(String uid, String message) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!steps(uid).contains(message)) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError("never recorded: " + message + "; but: " + steps(uid));
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }

    synchronized List<String> kinds() {
        return changes.stream()
                .filter(c -> !(c instanceof RecoveryChange.RecordSteps))
                .map(c -> c.getClass().getSimpleName())
                .toList();
    }

    @Override
    public synchronized ClusterState state() {
        return state;
    }

    @Override
    public synchronized Leadership leadership() {
        return leadership;
    }

    @Override
    public Subscription onApplied(Consumer<ClusterState> listener) {
        return () -> {};
    }

    @Override
    public Subscription onLeadership(Consumer<Leadership> listener) {
        return () -> {};
    }
}
