package io.quorate.raft.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.quorate.raft.actor.storage.StoredSnapshot;
import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.RequestId;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.session.Sessions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Holds the applied state. Committed entries are applied in order, run by run; then the state is published, and those who
 * wait for it are answered. Never blocks: what a state makes necessary outside is other people's work.
 */
final class Applier<S> extends AbstractBehavior<Applier.Command> {

    /** What it is told. */
    sealed interface Command {}

    /** Committed entries that continue what was applied. */
    record Run(List<Entry> entries) implements Command {}

    /** Take over this snapshot. */
    record Restore(SnapshotMeta meta, StoredSnapshot snapshot) implements Command {}

    /** The proposal stands in the log there; answer it when that is applied. */
    record Expect(long index, long term, CompletableFuture<Bytes> answer) implements Command {}

    /** A proposal with this id was given to the leader; answer it when it is applied. */
    record ExpectRequest(RequestId request, CompletableFuture<Bytes> answer) implements Command {}

    /** Answer when everything up to the index is applied. */
    record Await(long index, CompletableFuture<Void> answer) implements Command {}

    /** Give the present state away. */
    record Capture(ActorRef<Event> replyTo) implements Command {}

    /** Forget those who no longer wait. */
    enum Sweep implements Command {
        INSTANCE
    }

    /** What it tells its owner. */
    sealed interface Event {}

    record AppliedTo(long index) implements Event {}

    /** A state at an entry, and how to make bytes of it; {@code meta} is empty before the first entry. */
    record Captured(Optional<SnapshotMeta> meta, Supplier<StoredSnapshot> bytes) implements Event {}

    /** The state machine cannot go on. */
    record Broken(String reason) implements Event {}

    private record Expected(long term, CompletableFuture<Bytes> answer) {}

    private record Answer(CompletableFuture<Bytes> to, Bytes result) {}

    private final StateMachine<S> machine;
    private final Board<S> board;
    private final ActorRef<Event> owner;

    private S state;
    private ShellState shell = ShellState.EMPTY;
    private Sessions sessions = Sessions.EMPTY;
    private long index;
    private long term;
    private long stampMillis;
    private Optional<Configuration> configuration = Optional.empty();
    private long configurationIndex;

    private final NavigableMap<Long, Expected> byIndex = new TreeMap<>();
    private final Map<RequestId, CompletableFuture<Bytes>> byRequest = new HashMap<>();
    private final NavigableMap<Long, List<CompletableFuture<Void>>> readers = new TreeMap<>();

    private Applier(ActorContext<Command> context, StateMachine<S> machine, Board<S> board, ActorRef<Event> owner) {
        super(context);
        this.machine = machine;
        this.board = board;
        this.owner = owner;
        this.state = machine.empty();
    }

    static <S> Behavior<Command> create(StateMachine<S> machine, Board<S> board, ActorRef<Event> owner) {
        return Behaviors.setup(context -> new Applier<>(context, machine, board, owner));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Run.class, this::onRun)
                .onMessage(Expect.class, this::onExpect)
                .onMessage(ExpectRequest.class, this::onExpectRequest)
                .onMessage(Await.class, this::onAwait)
                .onMessage(Restore.class, this::onRestore)
                .onMessage(Capture.class, this::onCapture)
                .onMessage(Sweep.class, sweep -> onSweep())
                .build();
    }

    private Behavior<Command> onRun(Run run) {
        List<Answer> answers = new ArrayList<>();
        for (Entry entry : run.entries()) {
            if (entry.index() <= index) {
                continue;
            }
            try {
                apply(entry, answers);
            } catch (RuntimeException e) {
                owner.tell(new Broken("Entry " + entry.index() + " of the log cannot be applied: " + e.getMessage()
                        + ". The state would differ from that of other nodes, so this node stops"));
                return Behaviors.stopped();
            }
        }
        publish();
        answers.forEach(answer -> answer.to().complete(answer.result()));
        return this;
    }

    private void apply(Entry entry, List<Answer> answers) {
        if (entry.index() != index + 1) {
            throw new IllegalStateException("it follows entry " + index);
        }
        Bytes result = Bytes.EMPTY;
        if (entry.content() instanceof Entry.Command command) {
            Bytes applied = apply(entry, command);
            result = applied;
            command.request().map(byRequest::remove).ifPresent(waiting -> answers.add(new Answer(waiting, applied)));
        } else if (entry.content() instanceof Entry.Membership membership) {
            configuration = Optional.of(membership.configuration());
            configurationIndex = entry.index();
        }
        index = entry.index();
        term = entry.term();
        stampMillis = Math.max(stampMillis, entry.stampMillis());
        answer(entry, result, answers);
    }

    private Bytes apply(Entry entry, Entry.Command command) {
        Optional<Bytes> known = command.request().flatMap(sessions::result);
        if (known.isPresent()) {
            return known.get();
        }
        Bytes result = Bytes.EMPTY;
        ShellCommand decoded = ShellCommand.decode(command.data());
        if (decoded instanceof ShellCommand.ForMachine own) {
            StateMachine.Applied<S> applied =
                    machine.apply(state, own.data(), entry.index(), Math.max(stampMillis, entry.stampMillis()));
            state = applied.state();
            result = applied.result();
        } else {
            shell = shell.with(decoded);
        }
        if (command.request().isPresent()) {
            sessions = sessions.remember(command.request().get(), result, entry.stampMillis());
        }
        return result;
    }

    private void answer(Entry entry, Bytes result, List<Answer> answers) {
        Map.Entry<Long, Expected> expected = byIndex.firstEntry();
        if (expected != null && expected.getKey() == entry.index()) {
            byIndex.remove(entry.index());
            if (expected.getValue().term() == entry.term()) {
                answers.add(new Answer(expected.getValue().answer(), result));
            } else {
                expected.getValue()
                        .answer()
                        .completeExceptionally(
                                new NotProposed("another leader took over before the proposal was agreed on"));
            }
        }
    }

    private void publish() {
        board.publish(new Board.View<>(state, index, stampMillis, shell));
        while (!readers.isEmpty() && readers.firstKey() <= index) {
            readers.pollFirstEntry().getValue().forEach(reader -> reader.complete(null));
        }
        board.tellApplied();
        owner.tell(new AppliedTo(index));
    }

    private Behavior<Command> onExpect(Expect expect) {
        if (expect.index() <= index) {
            expect.answer().completeExceptionally(new OutcomeUnclear("the entry was applied before it was waited for"));
        } else {
            byIndex.put(expect.index(), new Expected(expect.term(), expect.answer()));
        }
        return this;
    }

    private Behavior<Command> onExpectRequest(ExpectRequest expect) {
        Optional<Bytes> known = sessions.result(expect.request());
        if (known.isPresent()) {
            expect.answer().complete(known.get());
        } else {
            byRequest.put(expect.request(), expect.answer());
        }
        return this;
    }

    private Behavior<Command> onAwait(Await await) {
        if (await.index() <= index) {
            await.answer().complete(null);
        } else {
            readers.computeIfAbsent(await.index(), unused -> new ArrayList<>()).add(await.answer());
        }
        return this;
    }

    private Behavior<Command> onRestore(Restore restore) {
        if (restore.meta().index() <= index) {
            return this;
        }
        try {
            StoredSnapshot.Content content = restore.snapshot().content();
            state = machine.restore(content.state());
            sessions = Sessions.decode(content.sessions());
            shell = ShellState.decode(content.shell());
        } catch (RuntimeException e) {
            owner.tell(new Broken(
                    "The snapshot of entry " + restore.meta().index() + " cannot be read: " + e.getMessage()));
            return Behaviors.stopped();
        }
        index = restore.meta().index();
        term = restore.meta().term();
        stampMillis = restore.meta().stampMillis();
        configuration = Optional.of(restore.meta().configuration());
        configurationIndex = restore.meta().configurationIndex();
        answerFromSnapshot();
        publish();
        return this;
    }

    private void answerFromSnapshot() {
        NavigableMap<Long, Expected> skipped = byIndex.headMap(index, true);
        skipped.values()
                .forEach(expected -> expected.answer()
                        .completeExceptionally(new OutcomeUnclear(
                                "a snapshot was taken over that may or may not contain the change")));
        skipped.clear();
        byRequest.entrySet().removeIf(waiting -> {
            Optional<Bytes> result = sessions.result(waiting.getKey());
            result.ifPresent(waiting.getValue()::complete);
            return result.isPresent();
        });
    }

    private Behavior<Command> onCapture(Capture capture) {
        S taken = state;
        Sessions takenSessions = sessions;
        ShellState takenShell = shell;
        Optional<SnapshotMeta> meta =
                configuration.map(c -> new SnapshotMeta(index, term, stampMillis, c, configurationIndex));
        Supplier<StoredSnapshot> bytes = () -> StoredSnapshot.of(new StoredSnapshot.Content(
                meta.orElseThrow(), takenSessions.encode(), takenShell.encode(), machine.snapshot(taken)));
        capture.replyTo().tell(new Captured(meta, bytes));
        return this;
    }

    private Behavior<Command> onSweep() {
        byRequest.values().removeIf(CompletableFuture::isDone);
        readers.values().forEach(waiting -> waiting.removeIf(CompletableFuture::isDone));
        return this;
    }
}
