package io.quorate.journal;

import akka.actor.ActorRef;
import akka.actor.Props;
import akka.persistence.AbstractPersistentActor;
import akka.persistence.DeleteMessagesSuccess;
import akka.persistence.SaveSnapshotSuccess;
import akka.persistence.SnapshotOffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects texts. Answers {@code Add} with the text once stored, {@code "list"} with all, {@code "snapshot"} and {@code
 * "forget"} (delete all events) with {@code "done"}.
 */
final class ClassicRegister extends AbstractPersistentActor {

    record Add(List<String> texts, boolean async) {}

    record Reject(Object event) {}

    private final String id;
    private final ActorRef parent;
    private final List<String> texts = new ArrayList<>();

    private ClassicRegister(String id, ActorRef parent) {
        this.id = id;
        this.parent = parent;
    }

    /** Tells the parent {@code ready} after recovery, or why it failed, and {@code rejected: …}. */
    static Props props(String id, ActorRef parent) {
        return Props.create(ClassicRegister.class, () -> new ClassicRegister(id, parent));
    }

    @Override
    public String persistenceId() {
        return id;
    }

    @Override
    public Receive createReceiveRecover() {
        return receiveBuilder()
                .match(String.class, texts::add)
                .match(SnapshotOffer.class, offer -> {
                    texts.clear();
                    texts.addAll(((String) offer.snapshot()).lines().toList());
                })
                .match(akka.persistence.RecoveryCompleted.class, done -> parent.tell("ready", getSelf()))
                .build();
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Add.class, this::add)
                .match(Reject.class, reject -> persist(reject.event(), done -> parent.tell("stored", getSelf())))
                .matchEquals("list", ask -> getSender().tell(List.copyOf(texts), getSelf()))
                .matchEquals("snapshot", ask -> saveSnapshot(String.join("\n", texts)))
                .matchEquals("forget", ask -> deleteMessages(lastSequenceNr()))
                .match(SaveSnapshotSuccess.class, saved -> parent.tell("done", getSelf()))
                .match(DeleteMessagesSuccess.class, deleted -> parent.tell("done", getSelf()))
                .build();
    }

    private void add(Add add) {
        ActorRef sender = getSender();
        akka.japi.Procedure<String> stored = text -> {
            texts.add(text);
            sender.tell(text, getSelf());
        };
        if (add.async()) {
            persistAllAsync(add.texts(), stored);
        } else {
            persistAll(add.texts(), stored);
        }
    }

    @Override
    public void onPersistRejected(Throwable cause, Object event, long seqNr) {
        parent.tell("rejected: " + cause.getMessage(), getSelf());
    }

    @Override
    public void onPersistFailure(Throwable cause, Object event, long seqNr) {
        parent.tell("failed: " + cause.getMessage(), getSelf());
    }

    @Override
    public void onRecoveryFailure(Throwable cause, scala.Option<Object> event) {
        parent.tell("not recovered: " + cause.getMessage(), getSelf());
    }
}
