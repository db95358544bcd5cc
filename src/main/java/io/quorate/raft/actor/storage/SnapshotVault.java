package io.quorate.raft.actor.storage;

import akka.actor.Props;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import akka.persistence.AbstractPersistentActor;
import akka.persistence.DeleteSnapshotsFailure;
import akka.persistence.DeleteSnapshotsSuccess;
import akka.persistence.Recovery;
import akka.persistence.SaveSnapshotFailure;
import akka.persistence.SaveSnapshotSuccess;
import akka.persistence.SnapshotSelectionCriteria;
import io.quorate.raft.core.log.SnapshotMeta;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores snapshots under their Raft index, one at a time, and removes old ones. Making the bytes is part of its work, so
 * that nobody who is in a hurry has to do it.
 */
public class SnapshotVault extends AbstractPersistentActor {

    /** What it is told. */
    public sealed interface Command {}

    /** Store this; answered by {@link Stored} or {@link NotStored}. */
    public record Save(SnapshotMeta meta, Supplier<StoredSnapshot> content, ActorRef<Answer> replyTo)
            implements Command {}

    /** Snapshots before this index are no longer needed. */
    public record RemoveBefore(long index) implements Command {}

    /** What came of a {@link Save}. */
    public sealed interface Answer {}

    /** It is on disk. */
    public record Stored(SnapshotMeta meta) implements Answer {}

    public record NotStored(SnapshotMeta meta, String reason) implements Answer {}

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotVault.class);

    private final LogWriter.Place place;
    private final Deque<Save> waiting = new ArrayDeque<>();
    private long savingIndex;

    SnapshotVault(LogWriter.Place place) {
        this.place = place;
    }

    static String persistenceId(LogWriter.Place place) {
        return "raft-sm-" + place.group();
    }

    /** Starts it as a child of the actor, on the dispatcher for snapshots. */
    public static ActorRef<Command> spawn(akka.actor.typed.javadsl.ActorContext<?> context, LogWriter.Place place) {
        Props props = Props.create(SnapshotVault.class, () -> located(place)).withDispatcher("quorate.raft-snapshot");
        return Adapter.toTyped(Adapter.actorOf(context, props, "snapshot-vault"));
    }

    /** Akka asks for the plugins while the actor is being constructed: what is captured here is there before. */
    private static SnapshotVault located(LogWriter.Place place) {
        return new SnapshotVault(place) {
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
        return persistenceId(place);
    }

    @Override
    public Recovery recovery() {
        return Recovery.none();
    }

    /** Akka numbers snapshots by events; ours by the index of the last entry in them. */
    @Override
    public long snapshotSequenceNr() {
        return savingIndex;
    }

    @Override
    public Receive createReceiveRecover() {
        return receiveBuilder().matchAny(nothing -> {}).build();
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Save.class, this::onSave)
                .match(
                        SaveSnapshotSuccess.class,
                        saved -> answer(new Stored(waiting.element().meta())))
                .match(
                        SaveSnapshotFailure.class,
                        failure -> answer(new NotStored(
                                waiting.element().meta(),
                                String.valueOf(failure.cause().getMessage()))))
                .match(
                        RemoveBefore.class,
                        remove -> deleteSnapshots(SnapshotSelectionCriteria.create(remove.index() - 1, Long.MAX_VALUE)))
                .match(DeleteSnapshotsSuccess.class, done -> {})
                .match(
                        DeleteSnapshotsFailure.class,
                        failure -> LOG.warn(
                                "Old snapshots could not be removed: {}. The next one tries again",
                                String.valueOf(failure.cause().getMessage())))
                .build();
    }

    private void onSave(Save save) {
        waiting.add(save);
        if (waiting.size() == 1) {
            begin();
        }
    }

    private void begin() {
        Save save = waiting.element();
        try {
            savingIndex = save.meta().index();
            saveSnapshot(save.content().get());
        } catch (RuntimeException e) {
            answer(new NotStored(save.meta(), String.valueOf(e.getMessage())));
        }
    }

    private void answer(Answer answer) {
        waiting.remove().replyTo().tell(answer);
        if (!waiting.isEmpty()) {
            begin();
        }
    }
}
