package io.quorate.raft.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.quorate.raft.actor.storage.LogWriter;
import io.quorate.raft.actor.storage.SnapshotLoader;
import io.quorate.raft.actor.storage.SnapshotVault;
import io.quorate.raft.actor.transport.RaftTransport;
import io.quorate.raft.core.RaftCore;
import io.quorate.raft.core.log.SnapshotMeta;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/**
 * The way to a running {@link Replica}: the journal is replayed, then the snapshot it names is loaded and restored. Until
 * then nothing is sent, and requests are refused.
 */
final class Startup<S> {

    private static final String NOT_YET = "this node is still reading its log";

    private final ActorContext<Replica.Command> context;
    private final RaftNodeSettings settings;
    private final Board<S> board;
    private final RaftTransport transport;
    private final Deadlines deadlines;
    private final LogWriter.Place place;
    private final ActorRef<LogWriter.Command> writer;
    private final ActorRef<Applier.Command> applier;
    private final ActorRef<SnapshotVault.Command> vault;
    private final ActorRef<Applier.Event> applierEvents;

    private Startup(
            ActorContext<Replica.Command> context,
            RaftNodeSettings settings,
            StateMachine<S> machine,
            Board<S> board,
            RaftTransport transport,
            Deadlines deadlines) {
        this.context = context;
        this.deadlines = deadlines;
        this.settings = settings;
        this.board = board;
        this.transport = transport;
        this.place = new LogWriter.Place(
                settings.group(),
                settings.node(),
                settings.journalPlugin(),
                settings.snapshotPlugin(),
                settings.dataFolder().map(folder -> folder.resolve("raft-" + settings.group() + ".marker")));
        this.applierEvents = context.messageAdapter(Applier.Event.class, Replica.Machine::new);
        this.writer = LogWriter.spawn(context, place, context.messageAdapter(LogWriter.Event.class, Replica.Disk::new));
        this.applier = context.spawn(
                Applier.create(machine, board, applierEvents),
                "applier",
                DispatcherSelector.fromConfig("quorate.raft-apply"));
        this.vault = SnapshotVault.spawn(context, place);
        context.watchWith(writer, new Replica.ChildGone("log's writer"));
        context.watchWith(applier, new Replica.ChildGone("applier"));
        context.watchWith(vault, new Replica.ChildGone("snapshots' keeper"));
    }

    static <S> Behavior<Replica.Command> create(
            RaftNodeSettings settings,
            StateMachine<S> machine,
            Board<S> board,
            RaftTransport transport,
            Deadlines deadlines) {
        return Behaviors.setup(
                context -> new Startup<>(context, settings, machine, board, transport, deadlines).replaying());
    }

    private Behavior<Replica.Command> replaying() {
        return Behaviors.receive(Replica.Command.class)
                .onMessage(Replica.Disk.class, disk -> onDisk(disk.event()))
                .onMessage(Replica.ChildGone.class, gone -> fail("The " + gone.name() + " has stopped"))
                .onAnyMessage(Startup::refuse)
                .onSignal(PostStop.class, stop -> onStop())
                .build();
    }

    private Behavior<Replica.Command> onDisk(LogWriter.Event event) {
        if (event instanceof LogWriter.Failed failed) {
            return fail(failed.reason());
        }
        LogWriter.Recovered recovered = (LogWriter.Recovered) event;
        recovered
                .note()
                .ifPresent(note -> context.getLog()
                        .warn(
                                "Node {} begins a new life: {}. Its votes count again once the group has admitted it",
                                settings.node(),
                                note));
        Optional<SnapshotMeta> snapshot = recovered.durable().snapshot();
        if (snapshot.isEmpty()) {
            return run(recovered);
        }
        SnapshotLoader.load(
                context,
                place,
                snapshot.get().index(),
                context.messageAdapter(SnapshotLoader.Answer.class, Replica.Loaded::new));
        return restoring(recovered, snapshot.get());
    }

    private Behavior<Replica.Command> restoring(LogWriter.Recovered recovered, SnapshotMeta meta) {
        return Behaviors.receive(Replica.Command.class)
                .onMessage(Replica.Loaded.class, loaded -> onLoaded(loaded.answer(), meta))
                .onMessage(Replica.Machine.class, machine -> onMachine(machine.event(), recovered))
                .onMessage(Replica.Disk.class, disk -> fail("The log's writer has started anew"))
                .onMessage(Replica.ChildGone.class, gone -> fail("The " + gone.name() + " has stopped"))
                .onAnyMessage(Startup::refuse)
                .onSignal(PostStop.class, stop -> onStop())
                .build();
    }

    private Behavior<Replica.Command> onLoaded(SnapshotLoader.Answer answer, SnapshotMeta meta) {
        if (answer instanceof SnapshotLoader.NotLoaded not) {
            return fail("The snapshot of entry " + not.index() + ", which the log continues, cannot be read: "
                    + not.reason()
                    + ". Stop the node, move its journal away and start it again: the other nodes rebuild"
                    + " it. If it is alone, restore the journal from a backup");
        }
        applier.tell(new Applier.Restore(meta, ((SnapshotLoader.Loaded) answer).snapshot()));
        return Behaviors.same();
    }

    private Behavior<Replica.Command> onMachine(Applier.Event event, LogWriter.Recovered recovered) {
        return event instanceof Applier.Broken broken ? fail(broken.reason()) : run(recovered);
    }

    private Behavior<Replica.Command> run(LogWriter.Recovered recovered) {
        RaftCore core = new RaftCore(settings.raft(), settings.node(), recovered.incarnation());
        SecureRandom random = new SecureRandom();
        Mailroom mailroom = new Mailroom(settings, recovered.incarnation(), transport, random.nextLong());
        ActorRef<SnapshotLoader.Answer> loads =
                context.messageAdapter(SnapshotLoader.Answer.class, Replica.Loaded::new);
        Outputs.Crew crew = new Outputs.Crew(
                writer,
                applier,
                vault,
                context.messageAdapter(SnapshotVault.Answer.class, Replica.Vault::new),
                applierEvents,
                index -> SnapshotLoader.load(context, place, index, loads));
        Outputs outputs = new Outputs(
                settings,
                core,
                core.start(recovered.durable(), System.nanoTime(), random.nextLong()),
                board,
                crew,
                mailroom,
                new Admission(settings, recovered.incarnation()));
        ActorRef<Replica.Command> self = context.getSelf();
        transport.receive(message -> self.tell(new Replica.Inbound(message)));
        board.ready().complete(board.view().state());
        Duration tick = settings.raft().heartbeat().dividedBy(5);
        return Replica.create(context, outputs, deadlines, tick);
    }

    private static Behavior<Replica.Command> refuse(Replica.Command command) {
        NotProposed refusal = new NotProposed(NOT_YET);
        if (command instanceof Replica.Propose propose) {
            propose.answer().completeExceptionally(refusal);
        } else if (command instanceof Replica.Barrier barrier) {
            barrier.answer().completeExceptionally(refusal);
        } else if (command instanceof Replica.Change change) {
            change.answer().completeExceptionally(refusal);
        } else if (command instanceof Replica.Transfer transfer) {
            transfer.answer().completeExceptionally(refusal);
        } else if (command instanceof Replica.TakeSnapshot take) {
            take.answer().completeExceptionally(refusal);
        }
        return Behaviors.same();
    }

    private Behavior<Replica.Command> fail(String reason) {
        context.getLog().error("{}", reason);
        board.retire(reason);
        return Behaviors.stopped();
    }

    private Behavior<Replica.Command> onStop() {
        board.retire("the log has stopped");
        return Behaviors.same();
    }
}
