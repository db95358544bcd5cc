package io.quorate.raft.actor;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.quorate.raft.actor.storage.LogWriter;
import io.quorate.raft.actor.storage.SnapshotLoader;
import io.quorate.raft.actor.storage.SnapshotVault;
import io.quorate.raft.actor.transport.Payload;
import io.quorate.raft.actor.transport.WireMessage;
import io.quorate.raft.core.Input;
import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.log.RequestId;
import io.quorate.raft.core.membership.MembershipChange;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.SnapshotAck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Turns messages, ticks, requests and acknowledgements into inputs of the core; {@link Outputs} carries out what comes
 * of them. Never waits for disk, network or state machine.
 *
 * <p>Requests that are in the mailbox together become one input: they arrive as single messages, are collected, and go to
 * the core when the {@link Flush} behind them is reached.
 */
final class Replica extends AbstractBehavior<Replica.Command> {

    /** What it is told. */
    sealed interface Command {}

    /** Append this, here or at the leader; answered when it was applied here. {@code data} is a {@link ShellCommand}. */
    record Propose(Optional<RequestId> request, Bytes data, CompletableFuture<Bytes> answer) implements Command {}

    /** Answer when everything acknowledged before is applied here. */
    record Barrier(CompletableFuture<Void> answer) implements Command {}

    record Change(MembershipChange change, CompletableFuture<Void> answer) implements Command {}

    record Transfer(Optional<NodeId> to, CompletableFuture<NodeId> answer) implements Command {}

    record TakeSnapshot(CompletableFuture<Long> answer) implements Command {}

    /** Do not lead for that long. */
    record Abstain(Duration time) implements Command {}

    record Inbound(WireMessage message) implements Command {}

    record Disk(LogWriter.Event event) implements Command {}

    record Vault(SnapshotVault.Answer answer) implements Command {}

    record Loaded(SnapshotLoader.Answer answer) implements Command {}

    record Machine(Applier.Event event) implements Command {}

    /** A child has died. */
    record ChildGone(String name) implements Command {}

    enum Tick implements Command {
        INSTANCE
    }

    enum Flush implements Command {
        INSTANCE
    }

    private final Outputs outputs;
    private final Deadlines deadlines;
    private final Requests requests;
    private final Forwarding forwarding;
    private final Chores chores;
    private final List<Propose> proposals = new ArrayList<>();
    private final List<Input.Proposal> forwarded = new ArrayList<>();
    private final List<CompletableFuture<Void>> barriers = new ArrayList<>();
    private boolean flushDue;

    private Replica(ActorContext<Command> context, Outputs outputs, Deadlines deadlines) {
        super(context);
        this.deadlines = deadlines;
        this.outputs = outputs;
        this.requests = outputs.requests();
        this.forwarding = new Forwarding(outputs);
        this.chores = new Chores(outputs, forwarding, new ClusterFormation(context.getSystem(), outputs.settings()));
    }

    static Behavior<Command> create(
            ActorContext<Command> context, Outputs outputs, Deadlines deadlines, Duration tick) {
        return Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.INSTANCE, tick);
            return new Replica(context, outputs, deadlines);
        });
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Inbound.class, this::onInbound)
                .onMessage(Propose.class, this::onPropose)
                .onMessage(Flush.class, flush -> onFlush())
                .onMessage(Disk.class, disk -> onDisk(disk.event()))
                .onMessage(Machine.class, machine -> onMachine(machine.event()))
                .onMessage(Tick.class, tick -> onTick())
                .onMessage(Barrier.class, this::onBarrier)
                .onMessage(Change.class, this::onChange)
                .onMessage(Transfer.class, this::onTransfer)
                .onMessage(TakeSnapshot.class, this::onTakeSnapshot)
                .onMessage(Vault.class, vault -> onVault(vault.answer()))
                .onMessage(Loaded.class, loaded -> onLoaded(loaded.answer()))
                .onMessage(Abstain.class, this::onAbstain)
                .onMessage(ChildGone.class, gone -> fail("The " + gone.name() + " has stopped"))
                .onSignal(PostStop.class, stop -> onStop())
                .build();
    }

    // ---- requests ----

    private Behavior<Command> onPropose(Propose propose) {
        proposals.add(propose);
        return flushSoon();
    }

    private Behavior<Command> onBarrier(Barrier barrier) {
        barriers.add(barrier.answer());
        return flushSoon();
    }

    private Behavior<Command> flushSoon() {
        if (!flushDue) {
            flushDue = true;
            getContext().getSelf().tell(Flush.INSTANCE);
        }
        return this;
    }

    private Behavior<Command> onFlush() {
        flushDue = false;
        List<Input.Proposal> batch = new ArrayList<>(forwarded);
        forwarded.clear();
        for (Propose propose : proposals) {
            forwarding.toLeader(propose).ifPresent(batch::add);
        }
        proposals.clear();
        if (!batch.isEmpty()) {
            outputs.step(new Input.Propose(batch, System.currentTimeMillis()));
        }
        if (!barriers.isEmpty()) {
            long context = requests.add(barriers);
            barriers.clear();
            outputs.step(new Input.ReadIndex(context));
        }
        return next();
    }

    private Behavior<Command> onChange(Change change) {
        forwarding.change(change.change(), change.answer());
        return next();
    }

    private Behavior<Command> onTransfer(Transfer transfer) {
        forwarding.transfer(transfer.to(), transfer.answer());
        return next();
    }

    private Behavior<Command> onTakeSnapshot(TakeSnapshot take) {
        outputs.takeSnapshot(Optional.of(take.answer()));
        return this;
    }

    private Behavior<Command> onAbstain(Abstain abstain) {
        outputs.step(new Input.Abstain(abstain.time().toNanos()));
        return next();
    }

    // ---- other nodes ----

    private Behavior<Command> onInbound(Inbound inbound) {
        WireMessage message = inbound.message();
        WireMessage.Header header = message.header();
        long now = System.nanoTime();
        if (!outputs.mailroom().admits(message, now)) {
            return this;
        }
        if (message.payload() instanceof Payload.Protocol protocol) {
            if (protocol.message() instanceof SnapshotAck ack) {
                outputs.snapshots().onAck(header.from(), ack, now);
            }
            outputs.step(new Input.Received(header.from(), header.incarnation(), protocol.message()));
            outputs.pump();
        } else if (message.payload() instanceof Payload.Forward forward) {
            forwarded.add(forwarding.accept(header.from(), forward));
            return flushSoon();
        } else if (message.payload() instanceof Payload.Hello hello) {
            chores.onHello(header, hello);
        } else {
            forwarding.onAnswer(header.from(), message.payload());
        }
        return next();
    }

    // ---- disk, snapshots, state machine ----

    private Behavior<Command> onDisk(LogWriter.Event event) {
        if (event instanceof LogWriter.Written written) {
            outputs.written(written.token());
            return next();
        }
        return fail(event instanceof LogWriter.Failed failed ? failed.reason() : "The log's writer has started anew");
    }

    private Behavior<Command> onMachine(Applier.Event event) {
        if (event instanceof Applier.AppliedTo applied) {
            outputs.step(new Input.Applied(applied.index()));
            return next();
        }
        if (event instanceof Applier.Captured captured) {
            outputs.captured(captured);
            return this;
        }
        return fail(((Applier.Broken) event).reason());
    }

    private Behavior<Command> onVault(SnapshotVault.Answer answer) {
        if (answer instanceof SnapshotVault.Stored stored) {
            outputs.stored(stored.meta());
            return next();
        }
        outputs.notStored((SnapshotVault.NotStored) answer);
        return this;
    }

    private Behavior<Command> onLoaded(SnapshotLoader.Answer answer) {
        outputs.loaded(answer);
        return next();
    }

    private Behavior<Command> onTick() {
        deadlines.sweep(System.nanoTime());
        outputs.step(new Input.Tick());
        outputs.pump();
        chores.onTick();
        return next();
    }

    // ---- the end ----

    /** Goes on, unless a broken invariant ends the node: its promises are unknown then. */
    private Behavior<Command> next() {
        Optional<String> failure = outputs.failure();
        return failure.isPresent() ? fail(failure.get()) : this;
    }

    private Behavior<Command> fail(String reason) {
        getContext().getLog().error("{}. This node leaves its group until it is started again", reason);
        outputs.end(reason);
        return Behaviors.stopped();
    }

    private Behavior<Command> onStop() {
        outputs.end("the log has stopped");
        proposals.forEach(p -> p.answer().completeExceptionally(new NotProposed("the log has stopped")));
        barriers.forEach(b -> b.completeExceptionally(new NotProposed("the log has stopped")));
        forwarding.end();
        return this;
    }
}
