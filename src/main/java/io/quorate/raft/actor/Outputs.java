package io.quorate.raft.actor;

import akka.actor.typed.ActorRef;
import io.quorate.raft.actor.storage.LogWriter;
import io.quorate.raft.actor.storage.SnapshotLoader;
import io.quorate.raft.actor.storage.SnapshotVault;
import io.quorate.raft.actor.storage.StoredSnapshot;
import io.quorate.raft.actor.transport.Payload;
import io.quorate.raft.core.Input;
import io.quorate.raft.core.Output;
import io.quorate.raft.core.RaftCore;
import io.quorate.raft.core.RaftState;
import io.quorate.raft.core.Role;
import io.quorate.raft.core.Transition;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.SnapshotAck;
import io.quorate.raft.core.message.SnapshotChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives inputs to the core and does what it says: write, send, apply, answer. The order is Raft's: what promises
 * something leaves after the disk has it. For the replica's thread only.
 */
final class Outputs {

    private static final Logger LOG = LoggerFactory.getLogger(Outputs.class);

    /** The other actors of the node. */
    record Crew(
            ActorRef<LogWriter.Command> writer,
            ActorRef<Applier.Command> applier,
            ActorRef<SnapshotVault.Command> vault,
            ActorRef<SnapshotVault.Answer> vaultAnswers,
            ActorRef<Applier.Event> applierEvents,
            LongConsumer loadSnapshot) {}

    private final RaftNodeSettings settings;
    private final RaftCore core;
    private final Board<?> board;
    private final Crew crew;
    private final Mailroom mailroom;
    private final Admission admission;
    private final Requests requests = new Requests();
    private final WriteQueue disk = new WriteQueue();
    private final SnapshotTraffic snapshots;

    private RaftState state;
    private long handedToApplier;
    private boolean capturing;
    private final List<CompletableFuture<Long>> snapshotAskers = new ArrayList<>();
    private Optional<SnapshotMeta> received = Optional.empty();
    private Optional<StoredSnapshot> receivedBytes = Optional.empty();
    private Optional<String> failure = Optional.empty();

    Outputs(
            RaftNodeSettings settings,
            RaftCore core,
            RaftState start,
            Board<?> board,
            Crew crew,
            Mailroom mailroom,
            Admission admission) {
        this.settings = settings;
        this.core = core;
        this.board = board;
        this.crew = crew;
        this.mailroom = mailroom;
        this.admission = admission;
        this.snapshots = new SnapshotTraffic(settings.snapshotBytesPerSecond(), System.nanoTime());
        this.state = start;
        this.handedToApplier = start.appliedIndex();
        board.publish(start);
        mailroom.update(start);
    }

    RaftNodeSettings settings() {
        return settings;
    }

    RaftState state() {
        return state;
    }

    Board<?> board() {
        return board;
    }

    Mailroom mailroom() {
        return mailroom;
    }

    Admission admission() {
        return admission;
    }

    Requests requests() {
        return requests;
    }

    SnapshotTraffic snapshots() {
        return snapshots;
    }

    ActorRef<Applier.Command> applier() {
        return crew.applier();
    }

    /** Why the node cannot go on. */
    Optional<String> failure() {
        return failure;
    }

    boolean leads() {
        return state.role() == Role.LEADER;
    }

    /** One step of the core, and all that follows from it. */
    void step(Input input) {
        if (failure.isPresent()) {
            return;
        }
        Transition transition;
        try {
            transition = core.step(state, System.nanoTime(), input);
        } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException e) {
            LOG.debug("The core refuses {}", input, e);
            failure = Optional.of("A rule of Raft would be broken: " + e.getMessage());
            return;
        }
        if (transition.state().configurationIndex() != state.configurationIndex()) {
            mailroom.update(transition.state());
        }
        state = transition.state();
        board.publish(state);
        perform(transition.output());
    }

    private void perform(Output output) {
        disk.add(output);
        Optional<WriteQueue.Batch> batch = disk.next();
        batch.filter(b -> !b.writes().isEmpty()).ifPresent(this::write);
        output.sendNow().forEach(this::send);
        output.proposed().forEach(requests::settle);
        output.restore().ifPresent(this::restore);
        output.applyTo().ifPresent(this::apply);
        output.reads().forEach(answer -> requests.settle(answer, this::answerReader));
        output.leadership().ifPresent(this::tellLeadership);
        output.changes().forEach(requests::settle);
        output.transfers().forEach(requests::settle);
        output.chunk().ifPresent(this::receive);
        output.stopSnapshot().forEach(snapshots::stop);
        output.sendSnapshot().forEach(this::beginSnapshot);
        if (output.wantsSnapshot()) {
            takeSnapshot(Optional.empty());
        }
        // Nothing to write, and all before it is written: what waits for this step may go.
        batch.filter(b -> b.writes().isEmpty()).ifPresent(b -> written(b.token()));
    }

    private void write(WriteQueue.Batch batch) {
        crew.writer().tell(new LogWriter.Append(batch.token(), batch.writes()));
    }

    private void send(Output.Outbound message) {
        mailroom.send(message.to(), new Payload.Protocol(message.message()), System.nanoTime());
    }

    /** A batch is on disk; the next one goes at once. */
    void written(long token) {
        disk.written(token).forEach(this::send);
        Optional<WriteQueue.Batch> next = disk.next();
        next.filter(batch -> !batch.writes().isEmpty()).ifPresent(this::write);
        step(new Input.Persisted(token));
        next.filter(batch -> batch.writes().isEmpty()).ifPresent(batch -> written(batch.token()));
    }

    private void apply(long to) {
        if (to > handedToApplier) {
            crew.applier().tell(new Applier.Run(state.log().slice(handedToApplier + 1, to)));
            handedToApplier = to;
        }
    }

    private void answerReader(long index, CompletableFuture<Void> reader) {
        if (board.view().index() >= index) {
            reader.complete(null);
        } else {
            crew.applier().tell(new Applier.Await(index, reader));
        }
    }

    private void tellLeadership(Output.Leadership leadership) {
        boolean self = leadership.role() == Role.LEADER;
        Tenure tenure = new Tenure(self, leadership.term(), leadership.leader());
        if (!tenure.equals(board.tenure())) {
            LOG.info(
                    "{} in term {}, leader {}: {}",
                    leadership.role(),
                    leadership.term(),
                    leadership.leader().map(NodeId::text).orElse("unknown"),
                    leadership.why());
            board.publish(tenure);
        }
        if (!self) {
            snapshots.stopAll();
        }
    }

    // ---- snapshots ----

    /** Has the applied state stored. */
    void takeSnapshot(Optional<CompletableFuture<Long>> asker) {
        asker.ifPresent(snapshotAskers::add);
        if (!capturing) {
            capturing = true;
            crew.applier().tell(new Applier.Capture(crew.applierEvents()));
        }
    }

    void captured(Applier.Captured captured) {
        long newest = state.snapshot().map(SnapshotMeta::index).orElse(0L);
        SnapshotMeta meta = captured.meta().orElse(null);
        if (meta == null || meta.index() <= newest) {
            answerSnapshotAskers(newest);
        } else {
            crew.vault().tell(new SnapshotVault.Save(meta, captured.bytes(), crew.vaultAnswers()));
        }
    }

    private void answerSnapshotAskers(long index) {
        capturing = false;
        snapshotAskers.forEach(asker -> asker.complete(index));
        snapshotAskers.clear();
    }

    /** A snapshot is on disk. The newest before it stays, in case the journal does not come to name this one. */
    void stored(SnapshotMeta meta) {
        state.snapshot().ifPresent(before -> crew.vault().tell(new SnapshotVault.RemoveBefore(before.index())));
        if (received.equals(Optional.of(meta))) {
            step(new Input.SnapshotReceived(meta));
            received = Optional.empty();
            receivedBytes = Optional.empty();
        } else {
            step(new Input.SnapshotTaken(meta));
            answerSnapshotAskers(meta.index());
        }
    }

    void notStored(SnapshotVault.NotStored not) {
        LOG.error("The snapshot of entry {} could not be stored: {}", not.meta().index(), not.reason());
        if (received.equals(Optional.of(not.meta()))) {
            received = Optional.empty();
            receivedBytes = Optional.empty();
            snapshots.forgetReceived();
        } else {
            capturing = false;
            snapshotAskers.forEach(asker -> asker.completeExceptionally(new NotProposed(not.reason())));
            snapshotAskers.clear();
        }
    }

    private void restore(SnapshotMeta meta) {
        if (!received.equals(Optional.of(meta)) || receivedBytes.isEmpty()) {
            throw new IllegalStateException("a snapshot of entry " + meta.index() + " to be used that is not here");
        }
        crew.applier().tell(new Applier.Restore(meta, receivedBytes.get()));
        handedToApplier = meta.index();
    }

    private void receive(SnapshotChunk chunk) {
        Optional<NodeId> leader = state.leader();
        snapshots.onChunk(chunk).ifPresent(progress -> {
            SnapshotAck ack = new SnapshotAck(
                    state.term(), chunk.snapshot().index(), progress.nextOffset(), false, chunk.round());
            leader.ifPresent(to -> mailroom.send(to, new Payload.Protocol(ack), System.nanoTime()));
            progress.complete().ifPresent(whole -> {
                StoredSnapshot bytes = new StoredSnapshot(whole.whole());
                received = Optional.of(whole.snapshot());
                receivedBytes = Optional.of(bytes);
                crew.vault().tell(new SnapshotVault.Save(whole.snapshot(), () -> bytes, crew.vaultAnswers()));
            });
        });
    }

    private void beginSnapshot(NodeId to) {
        SnapshotMeta newest = state.snapshot()
                .orElseThrow(() -> new IllegalStateException("a snapshot is to be sent, and there is none"));
        LOG.info("Node {} needs the snapshot of entry {}", to, newest.index());
        snapshots.begin(to, newest).ifPresent(crew.loadSnapshot()::accept);
    }

    void loaded(SnapshotLoader.Answer answer) {
        if (answer instanceof SnapshotLoader.Loaded loaded) {
            snapshots.loaded(loaded.snapshot());
            pump();
        } else {
            SnapshotLoader.NotLoaded not = (SnapshotLoader.NotLoaded) answer;
            LOG.warn("The snapshot of entry {} cannot be sent: {}", not.index(), not.reason());
            snapshots.notLoaded().forEach(to -> step(new Input.SnapshotSendFailed(to)));
        }
    }

    /** Sends what the windows of snapshots have room for. */
    void pump() {
        if (snapshots.isSending()) {
            long now = System.nanoTime();
            for (SnapshotTraffic.Piece piece : snapshots.next(now, state.term(), state.round())) {
                mailroom.send(piece.to(), new Payload.Protocol(piece.chunk()), now);
            }
        }
    }

    // ---- the end ----

    /** The node stops; whoever waits is told, and nobody takes it for a leader any more. */
    void end(String reason) {
        failure = Optional.of(failure.orElse(reason));
        board.retire(reason);
        requests.breakOff(reason);
        snapshotAskers.forEach(asker -> asker.completeExceptionally(new NotProposed(reason)));
        snapshotAskers.clear();
    }
}
