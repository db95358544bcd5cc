package io.quorate.raft.actor.storage;

import akka.actor.Props;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import akka.persistence.AbstractPersistentActor;
import akka.persistence.Recovery;
import akka.persistence.RecoveryCompleted;
import akka.persistence.SnapshotOffer;
import akka.persistence.SnapshotSelectionCriteria;
import java.util.Optional;

/** Reads one snapshot from the store, answers and stops. */
public class SnapshotLoader extends AbstractPersistentActor {

    /** What came of it. */
    public sealed interface Answer {}

    public record Loaded(long index, StoredSnapshot snapshot) implements Answer {}

    public record NotLoaded(long index, String reason) implements Answer {}

    private final LogWriter.Place place;
    private final long index;
    private final ActorRef<Answer> replyTo;
    private Optional<StoredSnapshot> found = Optional.empty();

    SnapshotLoader(LogWriter.Place place, long index, ActorRef<Answer> replyTo) {
        this.place = place;
        this.index = index;
        this.replyTo = replyTo;
    }

    /** Reads the snapshot of exactly that index. */
    public static void load(
            akka.actor.typed.javadsl.ActorContext<?> context,
            LogWriter.Place place,
            long index,
            ActorRef<Answer> replyTo) {
        Props props = Props.create(SnapshotLoader.class, () -> located(place, index, replyTo))
                .withDispatcher("quorate.raft-snapshot");
        Adapter.actorOf(context, props);
    }

    /** Akka asks for the plugins while the actor is being constructed: what is captured here is there before. */
    private static SnapshotLoader located(LogWriter.Place place, long index, ActorRef<Answer> replyTo) {
        return new SnapshotLoader(place, index, replyTo) {
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
        return SnapshotVault.persistenceId(place);
    }

    @Override
    public Recovery recovery() {
        return Recovery.create(SnapshotSelectionCriteria.create(index, Long.MAX_VALUE, index, 0));
    }

    @Override
    public Receive createReceiveRecover() {
        return receiveBuilder()
                .match(SnapshotOffer.class, offer -> found = Optional.of((StoredSnapshot) offer.snapshot()))
                .match(RecoveryCompleted.class, completed -> {
                    replyTo.tell(found.<Answer>map(snapshot -> new Loaded(index, snapshot))
                            .orElseGet(() -> new NotLoaded(index, "it is not there")));
                    getContext().stop(getSelf());
                })
                .build();
    }

    @Override
    public void onRecoveryFailure(Throwable cause, scala.Option<Object> event) {
        replyTo.tell(new NotLoaded(index, String.valueOf(cause.getMessage())));
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder().matchAny(nothing -> {}).build();
    }
}
