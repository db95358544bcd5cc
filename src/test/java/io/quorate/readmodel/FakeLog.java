package io.quorate.readmodel;

import io.quorate.log.Leadership;
import io.quorate.log.LogUnavailable;
import io.quorate.log.OutcomeUnknown;
import io.quorate.log.ReplicatedLog;
import io.quorate.statemachine.Change;
import io.quorate.statemachine.ClusterState;
import io.quorate.statemachine.Outcome;
import io.quorate.statemachine.Transition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A log of one node in memory: what is proposed is applied at once. */
public final class FakeLog implements ReplicatedLog {

    private final List<Change> proposed = new ArrayList<>();
    private final List<Consumer<ClusterState>> appliedListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Leadership>> leadershipListeners = new CopyOnWriteArrayList<>();
    private ClusterState state = ClusterState.EMPTY;
    private Leadership leadership = new Leadership(true, 1, Optional.of("node1"));
    private final Map<String, CompletionStage<Outcome>> answered = new HashMap<>();
    private boolean available = true;
    private boolean silent;

    @Override
    public synchronized CompletionStage<Outcome> propose(Change change) {
        if (!available) {
            return CompletableFuture.failedFuture(new LogUnavailable("no leader is known"));
        }
        if (silent) {
            return CompletableFuture.failedFuture(
                    new OutcomeUnknown("the leader changed", new IllegalStateException("changed")));
        }
        proposed.add(change);
        Transition transition = change.applyTo(state);
        state = transition.state();
        appliedListeners.forEach(listener -> listener.accept(state));
        return CompletableFuture.completedFuture(transition.outcome());
    }

    @Override
    public synchronized CompletionStage<Outcome> propose(Change change, String requestId) {
        CompletionStage<Outcome> before = answered.get(requestId);
        if (before != null) {
            return before;
        }
        CompletionStage<Outcome> answer = propose(change);
        if (available) {
            answered.put(requestId, answer);
        }
        return answer;
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
        appliedListeners.add(listener);
        return () -> appliedListeners.remove(listener);
    }

    @Override
    public Subscription onLeadership(Consumer<Leadership> listener) {
        leadershipListeners.add(listener);
        return () -> leadershipListeners.remove(listener);
    }

    /** All changes so far, oldest first. */
    public synchronized List<Change> proposed() {
        return List.copyOf(proposed);
    }

    public synchronized void lead(Leadership now) {
        leadership = now;
        leadershipListeners.forEach(listener -> listener.accept(now));
    }

    /** From now on nobody learns what became of a change. */
    public synchronized void fallSilent() {
        silent = true;
    }

    /** From now on nothing can be proposed. */
    public synchronized void loseQuorum() {
        available = false;
        lead(Leadership.NONE);
    }
}
