package io.quorate.raft.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.quorate.raft.actor.transport.ArteryTransport;
import io.quorate.raft.actor.transport.RaftTransport;
import io.quorate.raft.core.RaftState;
import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.log.RequestId;
import io.quorate.raft.core.membership.MembershipChange;
import io.quorate.raft.core.membership.NodeId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One node of a group that agrees on a state. Its actors are started by spawning {@link #behavior} under the name {@link
 * #NAME} by the guardian of an actor system named {@code quorate}, with a configuration that contains {@link
 * AkkaSettings#of}. All methods may be called from any thread, and none blocks.
 *
 * <p>Futures fail with {@link NotProposed} when the thing certainly did not happen and with {@link OutcomeUnclear} when
 * that cannot be told. They are completed on threads of the node: what follows must be quick.
 *
 * @param <S> the state machine's state
 */
public final class RaftNode<S> {

    /** The largest command: with its header it must fit into one message ({@code maximum-frame-size}). */
    public static final int MAX_COMMAND_BYTES = 1152 * 1024;

    /** Name of the actor below {@code /user}; the others send there. */
    public static final String NAME = "raft";

    /**
     * A state and where it stands.
     *
     * @param index last entry in it
     * @param stampMillis log time of that entry
     */
    public record Applied<S>(S state, long index, long stampMillis) {}

    private final RaftNodeSettings settings;
    private final StateMachine<S> machine;
    private final Function<ActorContext<?>, RaftTransport> transports;
    private final Board<S> board;
    private final Deadlines deadlines;
    private volatile Optional<ActorRef<Replica.Command>> replica = Optional.empty();

    public RaftNode(RaftNodeSettings settings, StateMachine<S> machine) {
        this(settings, machine, ArteryTransport::start);
    }

    /** With another transport. */
    public RaftNode(
            RaftNodeSettings settings, StateMachine<S> machine, Function<ActorContext<?>, RaftTransport> transports) {
        this.settings = settings;
        this.machine = machine;
        this.transports = transports;
        this.board = new Board<>(machine.empty());
        this.deadlines = new Deadlines(settings.proposalTimeout());
    }

    /** To be spawned once. It stops by itself only when the node cannot go on ({@link #failed}). */
    public Behavior<Void> behavior() {
        return Behaviors.setup(context -> {
            ActorRef<Replica.Command> ref = context.spawn(
                    Startup.create(settings, machine, board, transports.apply(context), deadlines),
                    "replica",
                    DispatcherSelector.fromConfig("quorate.raft-replica"));
            context.watch(ref);
            replica = Optional.of(ref);
            return Behaviors.receive(Void.class)
                    .onSignal(Terminated.class, gone -> {
                        board.retire("the log has stopped");
                        deadlines.endAll("the log has stopped");
                        return Behaviors.stopped();
                    })
                    .build();
        });
    }

    public RaftNodeSettings settings() {
        return settings;
    }

    /** Completes when the journal was replayed and the node takes part in its group; it may have no leader yet. */
    public CompletionStage<S> ready() {
        return board.ready();
    }

    /** Completes, with the reason, when the node stopped without being asked to. */
    public CompletionStage<String> failed() {
        return board.failed();
    }

    /**
     * Proposes a command. Completes, with the state machine's result, when it was agreed on and applied on this node. One
     * thread's proposals to one node are applied in their order.
     *
     * @param command at most {@link #MAX_COMMAND_BYTES}; a larger one fails with {@code IllegalArgumentException}
     * @param request a repeated one with the same id is answered, not applied again
     */
    public CompletableFuture<Bytes> propose(Bytes command, Optional<RequestId> request) {
        if (command.size() > MAX_COMMAND_BYTES) {
            return CompletableFuture.failedFuture(new IllegalArgumentException(
                    "a command of " + command.size() + " bytes; the log takes at most " + MAX_COMMAND_BYTES));
        }
        if (command.size() > AkkaSettings.LARGEST_COMMAND_BYTES) {
            return CompletableFuture.failedFuture(new NotProposed("a change of " + command.size()
                    + " bytes is too large; at most " + AkkaSettings.LARGEST_COMMAND_BYTES + " are taken"));
        }
        Bytes data = new ShellCommand.ForMachine(command).encode();
        return ask(answer -> new Replica.Propose(request, data, answer));
    }

    /** The latest state applied on this node. */
    public S state() {
        return board.view().state();
    }

    public Applied<S> applied() {
        Board.View<S> view = board.view();
        return new Applied<>(view.state(), view.index(), view.stampMillis());
    }

    /** What the core knows; empty until the journal was replayed. */
    public Optional<RaftState> raft() {
        return board.isStopped() ? Optional.empty() : board.raft();
    }

    public boolean isStopped() {
        return board.isStopped();
    }

    public Tenure tenure() {
        return board.tenure();
    }

    /** Whether this node leads at this instant, and no other can. Looks at the monotonic clock; asks nobody. */
    public boolean leadsNow() {
        Optional<RaftState> state = board.raft();
        return !board.isStopped() && state.isPresent() && state.get().leadsAt(System.nanoTime());
    }

    /** Completes when the state here contains all that was acknowledged anywhere before the call. */
    public CompletableFuture<Void> readBarrier() {
        return ask(Replica.Barrier::new);
    }

    /** Changes the group; on a follower by asking the leader. */
    public CompletableFuture<Void> change(MembershipChange change) {
        return ask(answer -> new Replica.Change(change, answer));
    }

    /** Hands leadership over to that node, or the most advanced one; completes with the new leader. */
    public CompletableFuture<NodeId> transfer(Optional<NodeId> to) {
        return ask(answer -> new Replica.Transfer(to, answer));
    }

    /** Stores the state as it is now; completes with its index. */
    public CompletableFuture<Long> snapshot() {
        return ask(Replica.TakeSnapshot::new);
    }

    /** Hands over if it leads, and does not stand for election for that long. */
    public void abstain(Duration time) {
        replica.ifPresent(ref -> ref.tell(new Replica.Abstain(time)));
    }

    /** Calls the listener after each run of entries with the state; on a thread of the node. */
    public Runnable onApplied(Consumer<S> listener) {
        board.appliedListeners().add(listener);
        return () -> board.appliedListeners().remove(listener);
    }

    /** Calls the listener when leader or term change; on a thread of the node. Returns how to end that. */
    public Runnable onTenure(Consumer<Tenure> listener) {
        board.tenureListeners().add(listener);
        return () -> board.tenureListeners().remove(listener);
    }

    private <T> CompletableFuture<T> ask(Function<CompletableFuture<T>, Replica.Command> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Optional<ActorRef<Replica.Command>> ref = replica;
        if (ref.isEmpty() || board.isStopped()) {
            answer.completeExceptionally(new NotProposed("the log of this node is not running"));
            return answer;
        }
        deadlines.add(answer, System.nanoTime());
        ref.get().tell(question.apply(answer));
        if (board.isStopped()) {
            // It stopped meanwhile and may not have seen this one.
            deadlines.endAll("the log has stopped");
        }
        return answer;
    }
}
