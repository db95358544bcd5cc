package io.quorate.raft.actor.storage;

import akka.actor.Props;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import akka.persistence.AbstractPersistentActor;
import akka.persistence.DeleteMessagesFailure;
import akka.persistence.DeleteMessagesSuccess;
import akka.persistence.RecoveryCompleted;
import io.quorate.raft.core.log.DurableState;
import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.NodeId;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the journal of the log. It replays it once, then writes one batch after the other and acknowledges each when it
 * is on disk; what a batch adds up to is one event, so one transaction. Its owner sends the next batch after the
 * acknowledgement of the one before.
 *
 * <p>A classic actor, alone in this project, since only its kind may delete events exactly up to a number of its choice
 * (docs/adr/0008). Outside it is typed. It stops when anything about the disk fails: what it promised is unknown then.
 */
public class LogWriter extends AbstractPersistentActor {

    /** What it is told. */
    public sealed interface Command {}

    /** Writes to be made durable as one; acknowledged with the token. Only after the one before was acknowledged. */
    public record Append(long token, List<Write> writes) implements Command {
        public Append {
            writes = List.copyOf(writes);
        }
    }

    /** What it tells its owner. */
    public sealed interface Event {}

    /**
     * The journal was replayed; the first event.
     *
     * @param note what is special about this journal, for people: it was a clone, or restored from a backup
     */
    public record Recovered(Incarnation incarnation, DurableState durable, Optional<String> note) implements Event {}

    /** All batches up to this one are on disk. */
    public record Written(long token) implements Event {}

    /** The journal failed, for this reason; the writer has stopped. */
    public record Failed(String reason) implements Event {}

    /**
     * Where and whose.
     *
     * @param group part of the persistence id; the node's name is not, so that a cloned journal is noticed
     * @param journalPlugin configuration path of the Akka Persistence journal
     * @param marker the file that tells a restored backup; none where there is no data folder
     */
    public record Place(
            String group, NodeId node, String journalPlugin, String snapshotPlugin, Optional<Path> marker) {}

    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);

    private final Place place;
    private final ActorRef<Event> owner;
    private final Replay replay = new Replay();
    private DurableState durable = DurableState.EMPTY;
    private JournalEvent.@Nullable Identity identity;
    private NavigableMap<Long, Long> carriers = new TreeMap<>();

    LogWriter(Place place, ActorRef<Event> owner) {
        this.place = place;
        this.owner = owner;
    }

    /** Starts it as a child of the actor, on a dispatcher of its own. */
    public static ActorRef<Command> spawn(
            akka.actor.typed.javadsl.ActorContext<?> context, Place place, ActorRef<Event> owner) {
        Props props = Props.create(LogWriter.class, () -> located(place, owner)).withDispatcher("quorate.raft-writer");
        akka.actor.ActorRef ref = Adapter.actorOf(context, props, "log-writer");
        return Adapter.toTyped(ref);
    }

    /** Akka asks for the plugins while the actor is being constructed: what is captured here is there before. */
    private static LogWriter located(Place place, ActorRef<Event> owner) {
        return new LogWriter(place, owner) {
            @Override
            public String journalPluginId() {
                return place.journalPlugin();
            }

            @Override
            public String snapshotPluginId() {
                return place.snapshotPlugin();
            }
        };
    }

    @Override
    public String persistenceId() {
        return "raft-log-" + place.group();
    }

    @Override
    public Receive createReceiveRecover() {
        return receiveBuilder()
                .match(JournalEvent.class, event -> replay.apply(event, lastSequenceNr()))
                .match(RecoveryCompleted.class, completed -> onReplayed())
                .build();
    }

    private void onReplayed() {
        durable = replay.result();
        carriers = replay.carriers();
        Optional<JournalEvent.Identity> stored = replay.identity();
        Optional<String> note = stored.flatMap(this::suspicion);
        if (stored.isPresent() && note.isEmpty()) {
            identity = stored.get();
            writeMarker();
            owner.tell(new Recovered(stored.get().incarnation(), durable, Optional.empty()));
            return;
        }
        JournalEvent.Identity fresh = new JournalEvent.Identity(place.node(), new Incarnation(UUID.randomUUID()));
        // A life that begins in the middle of a term may have voted in it without knowing: it votes for itself alone.
        List<Write> noVote = durable.term() == 0
                ? List.of()
                : List.of(new Write.HardState(durable.term(), Optional.of(place.node())));
        persist(new JournalEvent(Optional.of(fresh), noVote, Optional.empty()), event -> {
            identity = fresh;
            durable = new DurableState(
                    durable.term(),
                    durable.term() == 0 ? Optional.empty() : Optional.of(place.node()),
                    durable.snapshot(),
                    durable.log());
            writeMarker();
            owner.tell(new Recovered(fresh.incarnation(), durable, note));
        });
    }

    /** Why this journal's promises must not be trusted, though its content may be used. */
    private Optional<String> suspicion(JournalEvent.Identity stored) {
        if (!stored.node().equals(place.node())) {
            return Optional.of("the journal is that of node " + stored.node() + ": a copy, or this node was renamed");
        }
        Optional<Marker> marker = place.marker().flatMap(Marker::read);
        if (marker.isEmpty() || isAlone()) {
            return Optional.empty();
        }
        if (!marker.get().incarnation().equals(stored.incarnation())) {
            return Optional.of("the journal is not the one this node had last: it was replaced or restored");
        }
        return marker.get().lastIndex() > durable.snapshotIndex()
                ? Optional.of("the journal had reached entry " + marker.get().lastIndex()
                        + " and is now older: it was restored from a backup")
                : Optional.empty();
    }

    /** Nobody else was promised anything, so a restored backup does no harm, and nobody could admit a new life. */
    private boolean isAlone() {
        return configuration()
                .filter(c -> c.voters().size() == 1 && c.isVoter(place.node()))
                .isPresent();
    }

    private Optional<Configuration> configuration() {
        for (long index = durable.log().lastIndex(); index >= durable.log().firstIndex(); index--) {
            if (durable.log().entry(index).content() instanceof Entry.Membership membership) {
                return Optional.of(membership.configuration());
            }
        }
        return durable.snapshot().map(SnapshotMeta::configuration);
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Append.class, this::onAppend)
                .match(DeleteMessagesSuccess.class, done -> LOG.debug("Journal trimmed to {}", done.toSequenceNr()))
                .match(
                        DeleteMessagesFailure.class,
                        failure -> LOG.warn(
                                "Old events could not be removed: {}. The next snapshot tries again",
                                String.valueOf(failure.cause().getMessage())))
                .build();
    }

    private void onAppend(Append append) {
        for (Write write : append.writes()) {
            durable = durable.with(write);
        }
        boolean trims = append.writes().stream().anyMatch(LogWriter::needsBase);
        Optional<JournalEvent.Base> base = trims ? Optional.of(base()) : Optional.empty();
        persist(new JournalEvent(Optional.empty(), append.writes(), base), event -> {
            noteCarriers(append.writes());
            owner.tell(new Written(append.token()));
            base.ifPresent(this::trim);
        });
    }

    private static boolean needsBase(Write write) {
        return write instanceof Write.Compact || write instanceof Write.Install;
    }

    private JournalEvent.Base base() {
        if (identity == null) {
            throw new IllegalStateException("a batch came before the journal was replayed");
        }
        return new JournalEvent.Base(
                identity,
                durable.term(),
                durable.votedFor(),
                durable.snapshot(),
                durable.log().firstIndex(),
                durable.log().termAt(durable.log().baseIndex()).orElse(0),
                durable.log().lastIndex());
    }

    private void noteCarriers(List<Write> writes) {
        for (Write write : writes) {
            if (write instanceof Write.Splice splice) {
                carriers.tailMap(splice.from(), true).clear();
                carriers.put(splice.from(), lastSequenceNr());
            } else if (write instanceof Write.Install && durable.log().isEmpty()) {
                carriers.clear();
            }
        }
    }

    /** Events before the one that holds the first kept entry hold nothing that is needed. */
    private void trim(JournalEvent.Base base) {
        writeMarker();
        var carrier = carriers.floorEntry(base.firstIndex());
        boolean keepsEntries = base.lastIndex() >= base.firstIndex();
        long firstNeeded = keepsEntries && carrier != null ? carrier.getValue() : lastSequenceNr();
        if (keepsEntries && carrier != null) {
            carriers = new TreeMap<>(carriers.tailMap(carrier.getKey(), true));
        }
        if (firstNeeded > 1) {
            deleteMessages(firstNeeded - 1);
        }
    }

    private void writeMarker() {
        long reached = durable.snapshot().map(SnapshotMeta::index).orElse(0L);
        JournalEvent.Identity current = identity;
        if (current != null) {
            place.marker().ifPresent(file -> new Marker(current.incarnation(), reached).write(file));
        }
    }

    @Override
    public void onRecoveryFailure(Throwable cause, scala.Option<Object> event) {
        fail("The journal of the log cannot be read: " + cause.getMessage(), cause);
    }

    @Override
    public void onPersistFailure(Throwable cause, Object event, long seqNr) {
        fail("The journal of the log cannot be written: " + cause.getMessage(), cause);
    }

    @Override
    public void onPersistRejected(Throwable cause, Object event, long seqNr) {
        fail("The journal refused a batch of the log: " + cause.getMessage(), cause);
        // Akka would go on after a rejection; the core already counts on this batch.
        throw new IllegalStateException("the journal refused a batch", cause);
    }

    private void fail(String reason, Throwable cause) {
        LOG.debug("Log writer stops", cause);
        owner.tell(new Failed(reason));
    }

    @Override
    public void preRestart(Throwable reason, Optional<Object> message) {
        fail("The log's writer failed: " + reason.getMessage(), reason);
        throw new IllegalStateException("the log's writer is never restarted", reason);
    }
}
