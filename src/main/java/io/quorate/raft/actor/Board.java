package io.quorate.raft.actor;

import io.quorate.raft.core.RaftState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What the node's actors publish, so that readers need not ask them. Immutable values behind volatile fields. */
final class Board<S> {

    /**
     * What was applied here.
     *
     * @param index the last entry in it
     * @param stampMillis log time of that entry
     */
    record View<S>(S state, long index, long stampMillis, ShellState shell) {}

    /** Empty until the journal was replayed. */
    private volatile Optional<RaftState> raft = Optional.empty();

    private volatile View<S> view;
    private volatile boolean stopped;
    private volatile Tenure tenure = Tenure.NONE;
    private final CompletableFuture<S> ready = new CompletableFuture<>();
    private final CompletableFuture<String> failed = new CompletableFuture<>();
    private final List<Consumer<S>> onApplied = new CopyOnWriteArrayList<>();
    private final List<Consumer<Tenure>> onTenure = new CopyOnWriteArrayList<>();

    Board(S empty) {
        view = new View<>(empty, 0, 0, ShellState.EMPTY);
    }

    Optional<RaftState> raft() {
        return raft;
    }

    void publish(RaftState state) {
        raft = Optional.of(state);
    }

    /** The node has stopped: it leads nothing, and says why it failed. */
    void retire(String reason) {
        stopped = true;
        publish(new Tenure(false, tenure.term(), Optional.empty()));
        ready.completeExceptionally(new NotProposed(reason));
        failed.complete(reason);
    }

    boolean isStopped() {
        return stopped;
    }

    View<S> view() {
        return view;
    }

    void publish(View<S> newer) {
        view = newer;
    }

    void tellApplied() {
        S state = view.state();
        onApplied.forEach(listener -> listener.accept(state));
    }

    Tenure tenure() {
        return tenure;
    }

    void publish(Tenure newer) {
        tenure = newer;
        onTenure.forEach(listener -> listener.accept(newer));
    }

    CompletableFuture<S> ready() {
        return ready;
    }

    CompletableFuture<String> failed() {
        return failed;
    }

    List<Consumer<S>> appliedListeners() {
        return onApplied;
    }

    List<Consumer<Tenure>> tenureListeners() {
        return onTenure;
    }
}
