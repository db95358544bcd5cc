package io.quorate.log;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.RecoveryFailed;
import akka.persistence.typed.SnapshotAdapter;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import io.quorate.raft.core.log.RequestId;
import io.quorate.raft.core.session.Sessions;
import io.quorate.statemachine.Change;
import io.quorate.statemachine.ClusterState;
import io.quorate.statemachine.Outcome;
import io.quorate.statemachine.Transition;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The log of a node that is alone: its own journal, and it leads as soon as the journal was replayed. A change that is
 * refused is answered without being written.
 *
 * <p>When the journal fails the actor stops: what it promised is unknown. Changes under way end in {@link
 * OutcomeUnknown}, later ones in {@link LogUnavailable}, and {@link #failed()} completes, so that the node can end.
 */
public final class SingleNodeLog implements ReplicatedLog {

    /** What the log's actor is told. */
    public sealed interface Command {}

    private record Propose(long number, Change change, Optional<RequestId> request) implements Command {}

    private static final int SNAPSHOT_EVERY_CHANGES = 1_000;
    private static final int KEPT_SNAPSHOTS = 2;

    private final String node;
    private final InstantSource clock;
    private final CompletableFuture<ClusterState> ready = new CompletableFuture<>();
    private final CompletableFuture<String> failed = new CompletableFuture<>();
    private final List<Consumer<ClusterState>> onApplied = new CopyOnWriteArrayList<>();
    private final List<Consumer<Leadership>> onLeadership = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<Long, CompletableFuture<Outcome>> underWay = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile ClusterState state = ClusterState.EMPTY;
    private volatile Leadership leadership = Leadership.NONE;
    private volatile Optional<ActorRef<Command>> actor = Optional.empty();

    /**
     * @param node the name under which this node leads
     * @param clock numbers the epochs: each start of the node begins a new one
     */
    public SingleNodeLog(String node, InstantSource clock) {
        this.node = node;
        this.clock = clock;
    }

    /** The actor that owns the journal; to be spawned once, then handed to {@link #attach}. */
    public Behavior<Command> behavior() {
        return new Writer();
    }

    /** From now on proposals go to that actor. */
    public void attach(ActorRef<Command> ref) {
        actor = Optional.of(ref);
    }

    /** Completes with the state when the journal was replayed; fails with a sentence when it cannot be. */
    public CompletionStage<ClusterState> ready() {
        return ready;
    }

    /** Completes, with the reason, when the log stopped without being asked to. */
    public CompletionStage<String> failed() {
        return failed;
    }

    @Override
    public CompletionStage<Outcome> propose(Change change) {
        return propose(change, Optional.empty());
    }

    @Override
    public CompletionStage<Outcome> propose(Change change, String requestId) {
        return propose(change, Optional.of(new RequestId(requestId)));
    }

    private CompletionStage<Outcome> propose(Change change, Optional<RequestId> request) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        ActorRef<Command> ref = actor.orElse(null);
        if (ref == null || failed.isDone()) {
            answer.completeExceptionally(new LogUnavailable("the log of this node is not running"));
            return answer;
        }
        long number = numbers.incrementAndGet();
        underWay.put(number, answer);
        ref.tell(new Propose(number, change, request));
        if (failed.isDone()) {
            // It stopped meanwhile and may not have seen this one.
            breakOff();
        }
        return answer;
    }

    @Override
    public ClusterState state() {
        return state;
    }

    @Override
    public Leadership leadership() {
        return leadership;
    }

    @Override
    public Subscription onApplied(Consumer<ClusterState> listener) {
        onApplied.add(listener);
        return () -> onApplied.remove(listener);
    }

    @Override
    public Subscription onLeadership(Consumer<Leadership> listener) {
        onLeadership.add(listener);
        return () -> onLeadership.remove(listener);
    }

    private void breakOff() {
        underWay.values()
                .forEach(answer -> answer.completeExceptionally(new OutcomeUnknown(
                        "the log stopped before it answered", new IllegalStateException("stopped"))));
        underWay.clear();
    }

    private void lead(Leadership next) {
        leadership = next;
        onLeadership.forEach(listener -> listener.accept(next));
    }

    /** This node as a group of one. */
    public Group group() {
        return new LoneGroup(node, this);
    }

    /** The event-sourced actor; its events are changes, and requests where the client gave an id. */
    private final class Writer extends EventSourcedBehavior<Command, Object, Kept> {

        Writer() {
            super(PersistenceId.ofUniqueId("cluster-state"));
        }

        @Override
        public Kept emptyState() {
            return Kept.EMPTY;
        }

        @Override
        public CommandHandler<Command, Object, Kept> commandHandler() {
            return newCommandHandlerBuilder()
                    .forAnyState()
                    .onCommand(Propose.class, this::onPropose)
                    .build();
        }

        private Effect<Object, Kept> onPropose(Kept current, Propose propose) {
            Optional<Outcome> known = propose.request().flatMap(current::outcomeOf);
            if (known.isPresent()) {
                return Effect().none().thenRun(() -> answer(propose, known.get()));
            }
            Transition transition = propose.change().applyTo(current.state());
            if (propose.request().isEmpty() && !transition.outcome().isDone()) {
                return Effect().none().thenRun(() -> answer(propose, transition.outcome()));
            }
            Object event = propose.request()
                    .<Object>map(id -> new Requested(id, propose.change(), clock.millis()))
                    .orElse(propose.change());
            return Effect().persist(event).thenRun((Kept applied) -> {
                state = applied.state();
                answer(propose, transition.outcome());
                onApplied.forEach(listener -> listener.accept(applied.state()));
            });
        }

        private void answer(Propose propose, Outcome outcome) {
            CompletableFuture<Outcome> answer = underWay.remove(propose.number());
            if (answer != null) {
                answer.complete(outcome);
            }
        }

        @Override
        public EventHandler<Kept, Object> eventHandler() {
            return newEventHandlerBuilder().forAnyState().onAnyEvent(Kept::with);
        }

        /** Older snapshots are states without requests. */
        @Override
        public SnapshotAdapter<Kept> snapshotAdapter() {
            return new SnapshotAdapter<>() {
                @Override
                public Object toJournal(Kept kept) {
                    return kept;
                }

                @Override
                public Kept fromJournal(Object stored) {
                    return stored instanceof ClusterState alone ? new Kept(alone, Sessions.EMPTY) : (Kept) stored;
                }
            };
        }

        @Override
        public SignalHandler<Kept> signalHandler() {
            return newSignalHandlerBuilder()
                    .onSignal(RecoveryCompleted.instance(), this::onReplayed)
                    .onSignal(RecoveryFailed.class, (current, signal) -> onReplayFailed(signal))
                    .onSignal(PostStop.instance(), current -> onStopped())
                    .build();
        }

        private void onReplayed(Kept kept) {
            ClusterState replayed = kept.state();
            state = replayed;
            // Whoever waits for the log finds it led.
            lead(new Leadership(true, clock.millis(), Optional.of(node)));
            ready.complete(replayed);
            onApplied.forEach(listener -> listener.accept(replayed));
        }

        private void onReplayFailed(RecoveryFailed signal) {
            String reason = String.valueOf(signal.getFailure().getMessage());
            ready.completeExceptionally(new LogUnavailable(reason));
            failed.complete(reason);
        }

        private void onStopped() {
            lead(Leadership.NONE);
            failed.complete("the log has stopped");
            breakOff();
        }

        @Override
        public RetentionCriteria retentionCriteria() {
            return RetentionCriteria.snapshotEvery(SNAPSHOT_EVERY_CHANGES, KEPT_SNAPSHOTS)
                    .withDeleteEventsOnSnapshot();
        }
    }
}
